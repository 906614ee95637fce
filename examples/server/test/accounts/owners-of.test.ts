import { systemActor } from "@latchkey/core";
import { onEveryDatabase } from "@latchkey/example-host/testing";
import request from "supertest";

import { signIn } from "../support/sign-in.js";
import { OPERATOR, startApp, type StartedApp } from "../support/start-app.js";

onEveryDatabase((create) => {
  let started: StartedApp;

  beforeEach(async () => {
    started = await startApp(create);
  });
  afterEach(() => started.close());

  it("takes the keys of a person along who is deactivated, and gives them back", async () => {
    const id = await idOfAda();
    expect(await whoAmI(started.token)).toBe(200);

    await setActive(id, false);
    expect(await whoAmI(started.token)).toBe("owner_inactive");
    await setActive(id, true);
    expect(await whoAmI(started.token)).toBe(200);
  });

  it("takes the keys of a person along who is deleted", async () => {
    const id = await idOfAda();
    await started.db("users").where({ id }).delete();
    await started.keyring.ownerChanged(id, systemActor("test"));

    expect(await whoAmI(started.token)).toBe("owner_inactive");
  });

  it("ends the sign-in and the session of whoever is deactivated", async () => {
    const agent = await signIn(started.app, started.admin);
    await agent.get("/admin/self").expect(200);
    await started.db("users").where({ email: started.admin.email }).update({ active: false });

    await agent.get("/admin/self").expect(401);
    const { email, password } = started.admin;
    await request(started.app).post("/session").send({ email, password }).expect(401);
  });

  it("makes no key for a person in an organization where they have no part", async () => {
    const operator = await signIn(started.app, OPERATOR);
    const key = { org_id: "globex", owner_id: await idOfAda(), role: "reader" };

    const response = await operator.post("/admin/keys").send(key).expect(400);

    expect(response.body).toMatchObject({ code: "invalid_field", errors: [{ path: "owner_id" }] });
  });

  it("takes the keys of a person along who leaves the organization", async () => {
    const id = await idOfAda();
    await started.db("users").where({ id }).update({ organization_id: "globex" });
    await started.keyring.ownerChanged(id, systemActor("test"));

    expect(await whoAmI(started.token)).toBe("owner_inactive");
  });

  it("lets an inheriting key do what its owner may", async () => {
    const agent = await signIn(started.app, started.admin);
    const made = await agent.post("/admin/keys").send({ inherits: true }).expect(201);
    const { token } = made.body as { token: string };

    await request(started.app).get("/api/bundles").set("x-api-key", token).expect(200);
    await request(started.app).get("/admin/keys").set("x-api-key", token).expect(200);
  });

  async function idOfAda(): Promise<string> {
    const [id = ""] = await started.db("users").where({ email: started.admin.email }).pluck("id");
    return id;
  }

  async function setActive(id: string, active: boolean): Promise<void> {
    await started.db("users").where({ id }).update({ active });
    await started.keyring.ownerChanged(id, systemActor("test"));
  }

  /** 200, or why not. */
  async function whoAmI(token: string): Promise<number | string> {
    const answer = await request(started.app).get("/api/whoami").set("x-api-key", token);
    return answer.status === 200 ? answer.status : (answer.body as { code: string }).code;
  }
});
