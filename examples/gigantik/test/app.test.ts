import request from "supertest";

import { makeKey, signIn, startGigantik, type StartedGigantik } from "./support/start-gigantik.js";

let started: StartedGigantik;

beforeAll(async () => {
  started = await startGigantik();
});

describe("the application", () => {
  it.each([
    ["GET", "/"],
    ["GET", "/organization"],
    ["GET", "/organization/keys"],
    ["GET", "/organization//api-keys"],
  ])("answers %s %s, which it does not have, with a problem", async (method, path) => {
    const answer = await request(started.address)[method === "GET" ? "get" : "post"](path);

    expect(answer.status).toBe(404);
    expect(answer.type).toBe("application/problem+json");
    expect(answer.body).toMatchObject({ status: 404, code: "not_found" });
    expect(answer.get("X-Powered-By")).toBeUndefined();
  });

  it.each([
    ["GET", "/session", "POST, DELETE"],
    ["OPTIONS", "/session", "POST, DELETE"],
    ["POST", "/organization/roles", "GET, HEAD"],
    ["OPTIONS", "/organization/roles", "GET, HEAD"],
    ["PUT", "/content", "GET, HEAD, POST"],
    ["OPTIONS", "/content", "GET, HEAD, POST"],
  ])("answers %s %s with a problem, and the methods there are", async (method, path, allow) => {
    const { token } = await makeKey(await signIn(started.address, started.people.admin), "viewer");

    const answer = await fetch(started.address + path, { method, headers: { "x-api-key": token } });

    expect([answer.status, answer.headers.get("allow")]).toEqual([405, allow]);
    expect(answer.headers.get("content-type")).toContain("application/problem+json");
    expect(await answer.json()).toMatchObject({ status: 405, code: "method_not_allowed" });
  });

  it.each([
    ["POST", "/session", 204],
    ["DELETE", "/session", 204],
    ["GET", "/session", 405],
    ["GET", "/organization/api-keys", 200],
    ["PUT", "/organization/api-keys", 405],
    ["GET", "/organization/api-keys/1/2", 404],
    ["GET", "/organization/roles", 200],
    ["GET", "/organization/none", 404],
  ] as const)("lets no cache keep the answer to %s %s, whoever asks", async (method, path, status) => {
    const admin = await signIn(started.address, started.people.admin);
    const call = method.toLowerCase() as Lowercase<typeof method>;

    const nobodys = await request(started.address)[call](path);
    const answer = await admin[call](path).send(method === "POST" ? started.people.admin : undefined);

    expect(answer.status).toBe(status);
    for (const each of [nobodys, answer]) {
      expect(each.get("Cache-Control")).toContain("no-store");
      expect(each.get("Vary")?.split(/, */)).toContain("Cookie");
    }
  });

  it("needs a key at every path of the content, and has nothing there but the content", async () => {
    const { token } = await makeKey(await signIn(started.address, started.people.admin), "admin");

    await request(started.address).get("/content/a").expect(401);
    await request(started.address).get("/content/a").set("x-api-key", token).expect(404);
  });
});
