import { setTimeout as delay } from "node:timers/promises";

import { databaseAddress, openDatabase } from "@latchkey/example-host";
import { createSqlite } from "@latchkey/example-host/testing";

import {
  createKey,
  KEYS,
  refusal,
  startGraymeta,
  type Answered,
  type Client,
} from "./support/graymeta-app.js";

const ITEMS = "/api/data/items";
const USERS = "/api/data/users";
const WHO = "/api/data/whoami";
const ITEM = { method: "POST", body: { name: "interview.mov" } };
const FEW = { permissions: ["api-keys:*", "items:read"], active: true };

let started: Awaited<ReturnType<typeof startGraymeta>>;
beforeEach(async () => {
  started = await startGraymeta();
});

/** The administrator's word on Vera. */
async function setVera(body: object): Promise<Answered> {
  const put = await started.ada.send(`${USERS}/${started.vera.id}`, { method: "PUT", body });
  expect([put.status, put.body]).toEqual([200, { id: started.vera.id, name: "Vera", ...body }]);
  return put;
}

/** Asks until the answer has this status; the test's own time is the limit. */
async function untilStatus(send: Client, status: number): Promise<Answered> {
  let answered = await send(ITEMS);
  while (answered.status !== status) {
    await delay(20);
    answered = await send(ITEMS);
  }
  return answered;
}

describe("the permissions of a key", () => {
  it("are those of the user who created it", async () => {
    const ofAda = started.client((await createKey(started.ada.send)).jwt);
    const ofVera = started.client((await createKey(started.vera.send)).jwt);

    expect((await ofAda(WHO)).body).toMatchObject({ user_id: started.ada.id, permissions: ["*:*"] });
    expect((await ofVera(WHO)).body).toMatchObject({
      user_id: started.vera.id,
      permissions: FEW.permissions,
    });
    expect([(await ofAda(ITEMS)).status, (await ofVera(ITEMS)).status]).toEqual([200, 200]);
    expect((await ofAda(ITEMS, ITEM)).status).toBe(201);
    expect(refusal(await ofVera(ITEMS, ITEM))).toBe("403 insufficient_permissions");
  });

  it("are those of the user at each moment, for all keys of the user", async () => {
    const keys = [started.vera.send, started.client((await createKey(started.vera.send)).jwt)];
    const statuses = async () =>
      (await Promise.all(keys.map((send) => send(ITEMS, ITEM)))).map((a) => a.status);

    const before = await statuses();
    await setVera({ permissions: ["items:write"], active: true });
    const widened = await statuses();
    const unread = await Promise.all(keys.map((send) => send(ITEMS)));
    await setVera(FEW);

    expect([before, widened, await statuses()]).toEqual([
      [403, 403],
      [201, 201],
      [403, 403],
    ]);
    expect(unread.map(refusal)).toEqual(Array(2).fill("403 insufficient_permissions"));
  });

  it("are told to other processes as soon as a user is changed", async () => {
    const url = await createSqlite();
    started = await startGraymeta(() => Promise.resolve(url));
    const other = await startGraymeta(() => Promise.resolve(url));
    const ofVera = other.client(started.vera.key);
    expect((await ofVera(ITEMS)).status).toBe(200);

    await setVera({ permissions: [], active: true });

    expect(refusal(await untilStatus(ofVera, 403))).toBe("403 insufficient_permissions");
  });

  it("follow what is changed in the table of users by somebody else", async () => {
    const url = await createSqlite();
    started = await startGraymeta(() => Promise.resolve(url));
    const { send, id } = started.vera;
    expect((await send(ITEMS)).status).toBe(200);

    const db = openDatabase(databaseAddress(url, ""));
    await db("users").where({ id }).update({ permissions: "[]" });
    await db.destroy();

    expect(refusal(await untilStatus(send, 403))).toBe("403 insufficient_permissions");
  });

  it("say whether it manages keys", async () => {
    const { send } = started.vera;
    const { id } = await createKey(send);
    await setVera({ permissions: ["items:read"], active: true });

    const refused = [
      await send(KEYS),
      await send(KEYS, { method: "POST" }),
      await send(`${KEYS}/${id}`, { method: "PATCH", body: { active: false } }),
      await send(`${KEYS}/${id}`, { method: "DELETE" }),
    ];

    expect(refused.map(refusal)).toEqual(Array(4).fill("403 insufficient_permissions"));
    expect(refused[0]?.headers.get("www-authenticate")).toContain('error="insufficient_scope"');
  });
});

describe("a user who is not active", () => {
  it("takes all keys along, until the user is active again", async () => {
    const keys = [started.vera.send, started.client((await createKey(started.vera.send)).jwt)];

    await setVera({ ...FEW, active: false });
    const refused = await Promise.all(keys.map((send) => send(ITEMS)));
    await setVera(FEW);
    const back = await Promise.all(keys.map((send) => send(ITEMS)));

    expect(refused.map(refusal)).toEqual(Array(2).fill("401 owner_inactive"));
    expect(back.map(({ status }) => status)).toEqual([200, 200]);
  });
});

describe("PUT /api/data/users/{id}", () => {
  it("is for keys of users who hold users:write", async () => {
    const put = () => started.vera.send(`${USERS}/${started.vera.id}`, { method: "PUT", body: FEW });

    expect(refusal(await put())).toBe("403 insufficient_permissions");
    await setVera({ permissions: ["users:write"], active: true });
    expect((await put()).status).toBe(200);
  });

  it("refuses what is no user, and permissions that are none", async () => {
    const put = (id: string, body: unknown) => started.ada.send(`${USERS}/${id}`, { method: "PUT", body });
    const { id } = started.vera;

    expect(refusal(await put("0".repeat(32), FEW))).toBe("404 not_found");
    for (const body of [
      {},
      { permissions: FEW.permissions },
      { ...FEW, active: 1 },
      { ...FEW, permissions: ["items:delete"] },
    ])
      expect(refusal(await put(id, body))).toBe("400 invalid_field");
    expect(refusal(await put(id, []))).toBe("400 invalid_request");
    expect(refusal(await put(id, { ...FEW, name: "Eve" }))).toBe("400 unknown_field");
    expect(refusal(await started.ada.send(`${USERS}/${id}`))).toBe("404 not_found");
    expect((await started.vera.send(WHO)).body).toMatchObject({ permissions: FEW.permissions });
  });
});
