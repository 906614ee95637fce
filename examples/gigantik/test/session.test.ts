import { systemActor } from "@latchkey/core";
import request from "supertest";

import { openKeyring } from "../src/open-keyring.js";
import type { User } from "../src/tables.js";
import {
  addPerson,
  inDatabase,
  KEYS,
  makeKey,
  PEPPER,
  signIn,
  startGigantik,
  statusOf,
  type StartedGigantik,
} from "./support/start-gigantik.js";

let started: StartedGigantik;

beforeAll(async () => {
  started = await startGigantik();
});
afterEach(() => jest.restoreAllMocks());

describe("a session", () => {
  it("measures a person by the role they have now, not by that of the sign-in", async () => {
    const { person, agent } = await somebody("admin");
    await makeKey(agent, "admin");

    await update(person.id, { role: "editor" });
    await agent.get(KEYS).expect(403);
    await agent.post(KEYS).send({ name: "A key", role: "viewer" }).expect(403);

    await update(person.id, { role: "owner" });
    await makeKey(agent, "owner");
  });

  it("gives somebody who has moved to another organization the keys of that one only", async () => {
    const { person, agent } = await somebody("admin");
    const { key } = await makeKey(agent, "viewer");

    await update(person.id, { organization: "fabrikam" });

    const answer = await agent.get(KEYS).expect(200);
    expect(answer.body).toEqual({ data: [] });
    await agent.delete(`${KEYS}/${key.id}`).expect(404);
    const { token } = await makeKey(agent, "viewer");
    expect(await statusOf(started.address, token)).toBe(200);
  });

  it("is worth nothing any more once its person is deactivated or gone", async () => {
    const [one, two] = [await somebody("admin"), await somebody("admin")];

    await update(one.person.id, { active: false });
    await inDatabase(started.url, (db) => db("users").where({ id: two.person.id }).delete());

    await one.agent.get(KEYS).expect(401);
    await one.agent.get("/organization/roles").expect(401);
    await two.agent.get(KEYS).expect(401);
  });

  it("gives nothing to a person whose role there is not", async () => {
    const { agent } = await somebody("superuser");

    await agent.get(KEYS).expect(403);
  });

  it("leaves the keys that a person made to the organization when the person is demoted or leaves", async () => {
    const { person, agent } = await somebody("admin");
    const { key, token } = await makeKey(agent, "admin");
    const admin = await signIn(started.address, started.people.admin);

    await update(person.id, { role: "viewer", active: false });

    expect(await statusOf(started.address, token, { title: "Still imported" })).toBe(201);
    const answer = await admin.get(KEYS).expect(200);
    expect(answer.body).toMatchObject({
      data: expect.arrayContaining([
        expect.objectContaining({ id: key.id, created_by: `user:${person.id}` }),
      ]) as unknown,
    });
    await admin.delete(`${KEYS}/${key.id}`).expect(204);
  });

  it("makes keys that belong to no person, so that no rule about people can end them", async () => {
    const { agent } = await somebody("admin");
    const { key } = await makeKey(agent, "viewer");

    const kept = await inDatabase(started.url, (db) =>
      openKeyring(db, PEPPER).get({ id: key.id }, systemActor("test")),
    );

    expect(kept).toMatchObject({ orgId: "northwind", ownerId: null });
  });

  it("ends eight hours after the sign-in, also for who keeps the cookie", async () => {
    const { cookie } = await somebody("admin");
    const ask = () => request(started.address).get(KEYS).set("Cookie", cookie);
    const eightHours = 8 * 60 * 60 * 1000;
    const now = Date.now();

    jest.spyOn(Date, "now").mockReturnValue(now + eightHours - 60_000);
    await ask().expect(200);
    jest.spyOn(Date, "now").mockReturnValue(now + eightHours);
    await ask().expect(401);
  });

  it("cannot be made up: a cookie that the application has not signed is none", async () => {
    const { cookie, person } = await somebody("admin");
    const until = Date.now() + 60_000;
    const owner = Buffer.from(JSON.stringify({ user: person.id, until })).toString("base64");
    const [, signature = ""] = cookie.split("; ");

    for (const forged of [
      `session=${owner}`,
      `session=${owner}; ${signature}`,
      `${cookie}x`,
      "session=; session.sig=",
    ])
      await request(started.address).get(KEYS).set("Cookie", forged).expect(401);
  });
});

async function somebody(role: string) {
  const person = await addPerson(started, { role });
  const agent = await signIn(started.address, person);
  const { email, password } = person;
  const answer = await request(started.address).post("/session").send({ email, password }).expect(204);
  const cookie = (answer.get("Set-Cookie") ?? []).map((each) => each.split(";")[0]).join("; ");
  return { person, agent, cookie };
}

function update(id: string, changes: Partial<User>): Promise<number> {
  return inDatabase(started.url, (db) => db<User>("users").where({ id }).update(changes));
}
