import request from "supertest";

import { signIn } from "./support/sign-in.js";
import { OPERATOR, startApp, type StartedApp } from "./support/start-app.js";

let started: StartedApp;

beforeAll(async () => {
  started = await startApp();
});
afterAll(() => started.close());

describe("/admin", () => {
  it("lets the operator make keys for every organization", async () => {
    const operator = await signIn(started.app, OPERATOR);

    for (const org_id of ["acme", "globex"]) {
      const response = await operator.post("/admin/keys").send({ org_id, role: "reader" }).expect(201);
      expect(response.body).toMatchObject({ key: { org_id, role: "reader" } });
    }
  });

  it("keeps an organization's administrator in it", async () => {
    const admin = await signIn(started.app, started.admin);
    const operator = await signIn(started.app, OPERATOR);
    const elsewhere = await operator
      .post("/admin/keys")
      .send({ org_id: "globex", role: "reader" })
      .expect(201);
    const { id } = (elsewhere.body as { key: { id: string } }).key;

    const own = await admin.post("/admin/keys").send({ role: "admin" }).expect(201);
    const others = await admin.post("/admin/keys").send({ org_id: "globex", role: "reader" }).expect(403);
    const listed = await admin.get("/admin/keys").expect(200);

    expect(own.body).toMatchObject({ key: { org_id: "acme" } });
    expect(others.body).toMatchObject({ code: "out_of_reach" });
    const { data } = listed.body as { data: { org_id: string }[] };
    expect(new Set(data.map(({ org_id }) => org_id))).toEqual(new Set(["acme"]));
    await admin.get(`/admin/keys/${id}`).expect(404);
    await admin.delete(`/admin/keys/${id}`).expect(404);
  });

  it("lets a key act for itself, and no further than it goes", async () => {
    const made = await request(started.app)
      .post("/admin/keys")
      .set("x-api-key", started.token)
      .send({ permissions: ["api-keys:create", "bundles:read"] })
      .expect(201);
    const { token } = made.body as { token: string };
    const create = (body: object) =>
      request(started.app).post("/admin/keys").set("x-api-key", token).send(body);

    await create({ permissions: ["bundles:read"] }).expect(201);
    expect((await create({ permissions: ["bundles:write"] }).expect(403)).body).toMatchObject({
      code: "ceiling_exceeded",
    });
  });

  it("refuses a wrong key also beside a good session", async () => {
    const operator = await signIn(started.app, OPERATOR);

    await operator.get("/admin/self").set("x-api-key", `${started.token}x`).expect(401);
  });

  it("refuses a page of another site that has the browser send the session along", async () => {
    const operator = await signIn(started.app, OPERATOR);
    const forged = operator.post("/admin/keys").set("Sec-Fetch-Site", "cross-site").send({ org_id: "acme" });

    expect((await forged.expect(403)).body).toMatchObject({ code: "cross_site_request" });
  });
});

describe("/api", () => {
  it("takes no session for a key", async () => {
    const operator = await signIn(started.app, OPERATOR);

    await operator.get("/api/bundles").expect(401);
  });
});
