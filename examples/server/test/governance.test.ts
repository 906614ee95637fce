import request from "supertest";
import type TestAgent from "supertest/lib/agent.js";

import { signIn } from "./support/sign-in.js";
import { OPERATOR, startApp, type StartedApp } from "./support/start-app.js";

let started: StartedApp;
let operator: TestAgent;
let admin: TestAgent;

beforeAll(async () => {
  started = await startApp();
  operator = await signIn(started.app, OPERATOR);
  admin = await signIn(started.app, started.admin);
});
afterAll(() => started.close());

describe("GET /admin/permissions", () => {
  it("names the app's own permissions first, in words", async () => {
    const response = await admin.get("/admin/permissions").expect(200);

    expect((response.body as { data: unknown[] }).data.slice(0, 2)).toEqual([
      { permission: "bundles:read", description: "See the bundles of the organization" },
      { permission: "bundles:write", description: "Add bundles to the organization" },
    ]);
  });
});

describe("/admin/roles", () => {
  it("lets an organization's administrator make a role that keys of that organization alone can have", async () => {
    const role = { name: "release-bot", permissions: ["bundles:write"] };
    const made = await admin.post("/admin/roles").send(role).expect(201);

    expect(made.body).toMatchObject({ ...role, org_id: "acme", built_in: false });
    const key = await admin.post("/admin/keys").send({ role: "release-bot" }).expect(201);
    const { token } = key.body as { token: string };
    await post(token, { name: "by the bot" }).expect(201);
    const elsewhere = { org_id: "globex", role: "release-bot" };
    await operator.post("/admin/keys").send(elsewhere).expect(400);
    const { id } = made.body as { id: string };
    expect((await admin.delete(`/admin/roles/${id}`).expect(409)).body).toMatchObject({
      code: "role_in_use",
    });
  });

  it("keeps one organization's roles from another's administrator, and shows the operator all", async () => {
    const role = { name: "auditor", permissions: ["bundles:read"], org_id: "globex" };
    await admin.post("/admin/roles").send(role).expect(403);
    await operator.post("/admin/roles").send(role).expect(201);

    expect(await namesOf(admin)).not.toContain("auditor");
    expect(await namesOf(operator)).toContain("auditor");
    expect((await namesOf(admin)).slice(0, 3)).toEqual(["admin", "publisher", "reader"]);
  });
});

describe("/admin/changes", () => {
  it("shows the operator what was done everywhere, an administrator what was done at home", async () => {
    await operator.post("/admin/keys").send({ org_id: "globex", role: "reader" }).expect(201);
    await admin.post("/admin/keys").send({ role: "reader" }).expect(201);

    const all = await changesOf(operator);
    const own = await changesOf(admin);

    expect(new Set(all.map(({ org_id }) => org_id))).toEqual(new Set(["acme", "globex"]));
    expect(new Set(own.map(({ org_id }) => org_id))).toEqual(new Set(["acme"]));
    expect(own[0]).toMatchObject({ action: "key.created", actor_kind: "user", actor_name: "Ada" });
  });

  it("verifies for the operator alone", async () => {
    expect((await operator.get("/admin/changes/verification").expect(200)).body).toMatchObject({ ok: true });
    await admin.get("/admin/changes/verification").expect(403);
  });
});

describe("a key's life", () => {
  it("goes on with a new token while the old one overlaps, and ends with its revocation", async () => {
    const made = await admin.post("/admin/keys").send({ name: "CI", role: "reader" }).expect(201);
    const { key, token: first } = made.body as { key: { id: string }; token: string };

    const rotated = await admin.post(`/admin/keys/${key.id}/rotate`).send({}).expect(200);
    const { token: second } = rotated.body as { token: string };
    expect([await whoAmI(first), await whoAmI(second)]).toEqual([200, 200]);
    await admin.post(`/admin/keys/${key.id}/end-overlap`).send({}).expect(200);
    expect([await whoAmI(first), await whoAmI(second)]).toEqual([401, 200]);
    await admin.patch(`/admin/keys/${key.id}`).send({ enabled: false }).expect(200);
    expect(await whoAmI(second)).toBe(401);
    await admin.delete(`/admin/keys/${key.id}?reason=done`).expect(204);
    expect(
      (await admin.patch(`/admin/keys/${key.id}`).send({ enabled: true }).expect(409)).body,
    ).toMatchObject({
      code: "key_revoked",
    });
  });

  it("has a rate limit of its own, which the answers of the API tell", async () => {
    const limited = { role: "reader", rate_limit: { requests: 2, seconds: 60 } };
    const made = await admin.post("/admin/keys").send(limited).expect(201);
    const { token } = made.body as { token: string };
    const ask = () => request(started.app).get("/api/whoami").set("x-api-key", token);

    const answers = [await ask(), await ask(), await ask()];

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(answers.map((answer) => answer.get("RateLimit-Policy"))).toEqual(Array(3).fill('"key";q=2;w=60'));
    expect(Number(answers[2]?.get("Retry-After"))).toBeGreaterThan(0);
  });

  it("is bound to its networks", async () => {
    const made = await admin
      .post("/admin/keys")
      .send({ role: "reader", allowed_networks: ["10.0.0.0/8"] })
      .expect(201);
    const ask = request(started.app)
      .get("/api/whoami")
      .set("x-api-key", (made.body as { token: string }).token);

    // No proxy is trusted here, so that nobody can say to come from elsewhere.
    const response = await ask.set("X-Forwarded-For", "10.1.2.3").expect(403);
    expect(response.body).toMatchObject({ code: "network_not_allowed" });
  });
});

function post(token: string, body: object): request.Test {
  return request(started.app).post("/api/bundles").set("x-api-key", token).send(body);
}

async function whoAmI(token: string): Promise<number> {
  return (await request(started.app).get("/api/whoami").set("x-api-key", token)).status;
}

async function namesOf(agent: TestAgent): Promise<readonly string[]> {
  const response = await agent.get("/admin/roles").expect(200);
  return (response.body as { data: { name: string }[] }).data.map(({ name }) => name);
}

interface Change {
  readonly action: string;
  readonly org_id: string | null;
  readonly actor_kind: string;
  readonly actor_name: string | null;
}

async function changesOf(agent: TestAgent): Promise<readonly Change[]> {
  const response = await agent.get("/admin/changes").expect(200);
  return (response.body as { data: Change[] }).data;
}
