import request from "supertest";
import type TestAgent from "supertest/lib/agent.js";

import { signIn } from "../support/sign-in.js";
import { OPERATOR, startApp, type StartedApp } from "../support/start-app.js";

let started: StartedApp;

beforeAll(async () => {
  started = await startApp();
});
afterAll(() => started.close());

describe("/api/bundles", () => {
  it("lists what is there from the first start", async () => {
    const response = await get(started.token).expect(200);

    const welcome = { name: "welcome", project_id: null, created_by: started.token.slice(10, 26) };
    expect(response.body).toMatchObject({ org: "acme" });
    expect((response.body as { bundles: object[] }).bundles).toContainEqual(expect.objectContaining(welcome));
  });

  it("adds a bundle to the organization of the key, and says which key it was", async () => {
    const { key, token } = await newKey({ role: "publisher", project_id: "website" });

    const created = await post(token, { name: "release 1" }).expect(201);
    const listed = await get(token).expect(200);

    expect(created.body).toMatchObject({ name: "release 1", project_id: "website", created_by: key.id });
    expect(listed.body).toEqual({ org: "acme", bundles: [created.body] });
  });

  it("keeps a key of one project out of the others", async () => {
    const { token } = await newKey({ role: "publisher", project_id: "mobile-app" });

    const refused = await post(token, { name: "elsewhere", project_id: "website" }).expect(403);

    expect(refused.body).toMatchObject({ code: "out_of_scope" });
    await post(token, { name: "at home", project_id: "mobile-app" }).expect(201);
  });

  it("lets a reader read only", async () => {
    const { token } = await newKey({ role: "reader" });

    await get(token).expect(200);
    const refused = await post(token, { name: "never" }).expect(403);

    expect(refused.body).toMatchObject({ code: "insufficient_permissions" });
  });

  it("has nothing for a key without an organization", async () => {
    const { token } = await newKey({ role: "publisher", org_id: null }, await signIn(started.app, OPERATOR));

    expect((await get(token).expect(403)).body).toMatchObject({ code: "out_of_scope" });
    expect((await post(token, { name: "nowhere" }).expect(403)).body).toMatchObject({ code: "out_of_scope" });
  });

  it.each([
    [{}, "invalid_field", "name"],
    [{ name: "" }, "invalid_field", "name"],
    [{ name: ["a"] }, "invalid_field", "name"],
    [{ name: "a", project_id: { a: 1 } }, "invalid_field", "project_id"],
    [{ name: "a", organization_id: "globex" }, "unknown_field", "organization_id"],
  ])("names the field that is wrong in %j", async (body, code, path) => {
    const response = await post(started.token, body).expect(400);

    expect(response.body).toMatchObject({
      code,
      errors: [{ path: expect.stringContaining(path) as string }],
    });
  });

  it.each(["/api/bundles", "/api/whoami", "/api/nothing"])(
    "opens %s to nobody without a key",
    async (path) => {
      const response = await request(started.app).get(path).expect(401);

      expect(response.get("WWW-Authenticate")).toBe('Bearer realm="api"');
      expect(response.body).toMatchObject({ code: "credentials_required" });
    },
  );
});

describe("/api/whoami", () => {
  it("tells what the key is, and neither token nor digest", async () => {
    const { key, token } = await newKey({ name: "who", role: "reader", project_id: "website" });

    const asked = request(started.app).get("/api/whoami").set("Authorization", `Bearer ${token}`);
    const response = await asked.expect(200);

    expect(response.body).toEqual({
      id: key.id,
      number: key.number,
      name: "who",
      env: "live",
      owner_id: key.owner_id,
      org_id: "acme",
      project_id: "website",
      role: "reader",
      permissions: ["bundles:read"],
    });
  });
});

interface NewKey {
  readonly key: { readonly id: string; readonly number: number; readonly owner_id: string };
  readonly token: string;
}

async function newKey(body: object, by?: TestAgent): Promise<NewKey> {
  const asked =
    by?.post("/admin/keys") ?? request(started.app).post("/admin/keys").set("x-api-key", started.token);
  const response = await asked.send(body).expect(201);
  return response.body as NewKey;
}

function get(token: string): request.Test {
  return request(started.app).get("/api/bundles").set("x-api-key", token);
}

function post(token: string, body: object): request.Test {
  return request(started.app).post("/api/bundles").set("x-api-key", token).send(body);
}
