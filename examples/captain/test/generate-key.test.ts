import { setTimeout as delay } from "node:timers/promises";

import type { Credential } from "./support/call.js";
import { ACCOUNT, CDN, ORGANIZATION, PROJECT } from "./support/places.js";
import { startCaptain, type MadeKey, type StartedCaptain } from "./support/start-captain.js";

const TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string;
const TOKEN = expect.stringMatching(/^captain_live_[0-9A-Za-z]{16}_[0-9A-Za-z]{49}$/) as string;

let captain: StartedCaptain;
let call: StartedCaptain["call"];
beforeAll(async () => {
  captain = await startCaptain();
  ({ call } = captain);
});
afterAll(() => captain.stop());

/** Asks for the CDN's settings until the answer is this one, and tells all that came, each once. */
async function outcomesUntil(last: string, who: Credential): Promise<readonly string[]> {
  const seen: string[] = [];
  const end = performance.now() + 20_000;
  while (seen.at(-1) !== last && performance.now() < end) {
    const next = await captain.outcome(who, `GET ${CDN}`);
    if (next !== seen.at(-1)) seen.push(next);
    await delay(20);
  }
  return seen;
}

const inSeconds = (seconds: number) => new Date(Date.now() + 1000 * seconds).toISOString();

describe("Generate API key", () => {
  it("lets people in by a token of the identity server, with the rights of their role", async () => {
    const self = await call(captain.admin, "GET /self");
    const grant = { org: "gjirafa", project: null, role: null };
    expect(self.body).toEqual({
      kind: "user",
      id: "captain-admin",
      name: null,
      grants: [{ ...grant, permissions: ["*:*"], reach: "all" }],
      key: null,
    });
    const { body } = await call(captain.reader, "GET /self");
    const permissions = ["account:read", "cdn:read", "storage:read", "api-keys:read"];
    expect(body).toMatchObject({ id: "captain-reader", grants: [{ ...grant, permissions, reach: "own" }] });

    expect(await captain.outcome(captain.reader, "POST /keys", { role: "reader" })).toBe(
      "403 insufficient_permissions",
    );
  });

  it("lists the keys of the organization to its administrator, with no token in the list", async () => {
    const { key } = await captain.makeKey({ ...PROJECT, role: "reader", name: "Listed" });

    const { status, body } = await call<{ data: unknown[]; next_cursor: unknown }>(
      captain.admin,
      "GET /keys?q=Listed",
    );

    expect([status, body]).toEqual([200, { data: [key], next_cursor: null }]);
  });

  it("tells what a form for a new key has to offer: the roles and the scopes there are", async () => {
    const roles = await call<{ data: { name: string; grantable: boolean }[] }>(captain.admin, "GET /roles");
    const scopes = await call(captain.admin, "GET /scopes");
    const permissions = await call<{ data: { permission: string }[] }>(captain.admin, "GET /permissions");

    const builtIn = roles.body.data.slice(0, 3).map(({ name, grantable }) => [name, grantable]);
    expect(builtIn).toEqual([
      ["admin", true],
      ["developer", true],
      ["reader", true],
    ]);
    const projects = [{ project_id: "news" }, { project_id: "video" }];
    expect(scopes.body).toMatchObject({ data: [{ org_id: "gjirafa", projects }] });
    const names = permissions.body.data.map(({ permission }) => permission);
    expect(names.slice(0, 6)).toEqual([
      "account:read",
      "account:write",
      "cdn:read",
      "cdn:write",
      "storage:read",
      "storage:write",
    ]);
  });

  it("takes name, role, scope and interval for a new key, and answers with the key and its token", async () => {
    const four = {
      name: "Deployments",
      role: "developer",
      ...PROJECT,
      not_before: inSeconds(-60),
      expires_at: inSeconds(3600),
    };
    const { status, body, headers } = await call<MadeKey>(captain.admin, "POST /keys", four);

    expect([status, body]).toEqual([
      201,
      {
        key: {
          ...four,
          id: expect.stringMatching(/^[0-9A-Za-z]{16}$/) as string,
          number: expect.any(Number) as number,
          hint: expect.stringMatching(/^captain_live_\w{4}…$/) as string,
          env: "live",
          owner_id: "captain-admin",
          permissions: null,
          inherits: false,
          status: "active",
          enabled: true,
          revoked_at: null,
          last_used_at: null,
          allowed_networks: null,
          rate_limit: null,
          metadata: {},
          tags: [],
          created_at: TIME,
          created_by: "user:captain-admin",
          updated_at: TIME,
          rotation: null,
        },
        token: TOKEN,
      },
    ]);
    expect(headers.get("location")).toBe(`/api/v1/keys/${body.key.id}`);
  });

  it("gives a key the name that was chosen, and a numbered one when none was", async () => {
    const named = await captain.makeKey({ ...PROJECT, role: "reader", name: "Nightly build" });
    const unnamed = await captain.makeKey({ ...PROJECT, role: "reader" });

    expect(named.key["name"]).toBe("Nightly build");
    expect(unnamed.key["name"]).toBe(`API key ${unnamed.key["number"] as number}`);
  });

  it("gives a key the role that was chosen, with what that role may do", async () => {
    const { key, token } = await captain.makeKey({ ...PROJECT, role: "developer" });
    const self = await call<{ grants: { permissions: string[] }[] }>({ key: token }, "GET /self");

    expect(key["role"]).toBe("developer");
    expect(self.body.grants[0]?.permissions).toEqual(["account:read", "cdn:*", "storage:*"]);
    expect(await captain.outcome(captain.admin, "POST /keys", { ...PROJECT, role: "emperor" })).toBe(
      "400 invalid_field",
    );
    expect(await captain.outcome(captain.admin, "POST /keys", PROJECT)).toBe("400 grant_required");
  });

  it("gives a key the scope that was chosen, if there is such an organization and project", async () => {
    const organization = await captain.makeKey({ ...ORGANIZATION, role: "reader" });
    const project = await captain.makeKey({ ...PROJECT, role: "reader" });
    expect([organization, project].map(({ key }) => [key["org_id"], key["project_id"]])).toEqual([
      ["gjirafa", null],
      ["gjirafa", "news"],
    ]);
    const nowhere = { org_id: "gjirafa", project_id: "warehouse", role: "reader" };
    expect(await captain.outcome(captain.admin, "POST /keys", nowhere)).toBe("400 invalid_field");
    const elsewhere = { org_id: "globex", role: "reader" };
    expect(await captain.outcome(captain.admin, "POST /keys", elsewhere)).toBe("403 out_of_reach");
    const everywhere = { org_id: null, role: "reader" };
    expect(await captain.outcome(captain.admin, "POST /keys", everywhere)).toBe("403 out_of_reach");
  });

  it("makes keys for a valid time interval, before which and after which they do not work", async () => {
    const { key, token } = await captain.makeKey({
      ...PROJECT,
      role: "reader",
      not_before: inSeconds(1.5),
      expires_at: inSeconds(4.5),
    });
    expect(key["status"]).toBe("scheduled");

    expect(await outcomesUntil("401 key_expired", { key: token })).toEqual([
      "401 key_not_yet_valid",
      "200",
      "401 key_expired",
    ]);
    const { body } = await call(captain.admin, `GET /keys/${key.id}`);
    expect(body["status"]).toBe("expired");
  });

  it("does not let a key work after its interval, wherever it is used, until the interval is moved", async () => {
    const { key, token } = await captain.makeKey({
      ...ORGANIZATION,
      role: "admin",
      expires_at: inSeconds(1),
    });
    expect(await outcomesUntil("401 key_expired", { key: token })).toContain("401 key_expired");

    const requests = [`GET ${CDN}`, `GET ${ACCOUNT}`, "GET /keys", "GET /self", `DELETE /keys/${key.id}`];
    for (const request of requests) {
      expect(await captain.outcome({ key: token }, request)).toBe("401 key_expired");
      expect(await captain.outcome({ bearer: token }, request)).toBe("401 key_expired");
    }
    expect(
      await captain.outcome(captain.admin, `PATCH /keys/${key.id}`, { expires_at: inSeconds(3600) }),
    ).toBe("200");
    expect(await captain.outcome({ key: token }, `GET ${CDN}`)).toBe("200");
  });

  it("refuses an interval that has ended, that ends before it begins, or that is none", async () => {
    const soon = inSeconds(60);
    const intervals = [
      { expires_at: inSeconds(-1) },
      { not_before: soon, expires_at: inSeconds(30) },
      { not_before: soon, expires_at: soon },
      { expires_at: "tomorrow" },
      { not_before: 1_900_000_000 },
    ];
    for (const interval of intervals)
      expect(
        await captain.outcome(captain.admin, "POST /keys", { ...PROJECT, role: "reader", ...interval }),
      ).toBe("400 invalid_field");
  });

  it("lets a new key be used at once in the header x-api-key", async () => {
    const { token } = await captain.makeKey({ ...PROJECT, role: "reader" });

    const response = await fetch(`${captain.address}/api/v1${CDN}`, { headers: { "x-api-key": token } });

    expect([response.status, await response.json()]).toEqual([200, { enabled: false }]);
  });
});
