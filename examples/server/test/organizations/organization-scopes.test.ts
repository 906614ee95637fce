import request from "supertest";
import type TestAgent from "supertest/lib/agent.js";

import { signIn } from "../support/sign-in.js";
import { OPERATOR, startApp, type StartedApp } from "../support/start-app.js";

const ACME = {
  org_id: "acme",
  name: "Acme",
  projects: [
    { project_id: "mobile-app", name: "Mobile app" },
    { project_id: "website", name: "Website" },
  ],
};
const GLOBEX = {
  org_id: "globex",
  name: "Globex",
  projects: [{ project_id: "warehouse", name: "Warehouse" }],
};

let started: StartedApp;

beforeAll(async () => {
  started = await startApp();
});
afterAll(() => started.close());

describe("a new key", () => {
  it.each([
    [{ org_id: "acme" }, 201],
    [{ org_id: "acme", project_id: "website" }, 201],
    [{ org_id: "initech" }, 400],
    [{ org_id: "ACME" }, 400],
    [{ org_id: "acme", project_id: "warehouse" }, 400],
    [{ org_id: "globex", project_id: "website" }, 400],
  ])("for %j is %i: it belongs to a place that there is", async (place, status) => {
    const operator = await signIn(started.app, OPERATOR);

    const response = await operator.post("/admin/keys").send({ ...place, role: "reader" });

    expect(response.status).toBe(status);
    if (status === 400) expect(response.body).toMatchObject({ code: "invalid_field" });
  });
});

describe("GET /admin/scopes", () => {
  it("shows the operator every organization, and others their own", async () => {
    expect(await scopesOf(await signIn(started.app, OPERATOR))).toEqual([ACME, GLOBEX]);
    expect(await scopesOf(await signIn(started.app, started.admin))).toEqual([ACME]);
  });

  it("shows a key of a project that project alone", async () => {
    const made = await request(started.app)
      .post("/admin/keys")
      .set("x-api-key", started.token)
      .send({ project_id: "website", permissions: ["bundles:read"] })
      .expect(201);
    const { token } = made.body as { token: string };

    const response = await request(started.app).get("/admin/scopes").set("x-api-key", token).expect(200);

    expect((response.body as { data: unknown }).data).toEqual([
      { ...ACME, projects: [{ project_id: "website", name: "Website" }] },
    ]);
  });
});

async function scopesOf(agent: TestAgent): Promise<unknown> {
  const response = await agent.get("/admin/scopes").expect(200);
  return (response.body as { data: unknown }).data;
}
