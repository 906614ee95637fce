import bcrypt from "bcrypt";
import request from "supertest";

import { signIn } from "../support/sign-in.js";
import { OPERATOR, startApp, type StartedApp } from "../support/start-app.js";

let started: StartedApp;

beforeAll(async () => {
  started = await startApp();
});
afterAll(() => started.close());

describe("POST /session", () => {
  it("signs in with a cookie that scripts cannot read and other sites cannot send", async () => {
    const response = await request(started.app).post("/session").send(OPERATOR);

    expect(response.status).toBe(204);
    expect(response.text).toBe("");
    const [cookie = "", ...others] = response.get("Set-Cookie") ?? [];
    expect(others).toEqual([]);
    expect(cookie).toMatch(/^session=[^;]+; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Strict$/);
  });

  it("does not mind how the address is written", async () => {
    const written = { ...OPERATOR, email: OPERATOR.email.toUpperCase() };

    await request(started.app).post("/session").send(written).expect(204);
  });

  it("opens the administration to whoever signed in", async () => {
    const operator = await signIn(started.app, OPERATOR);
    const admin = await signIn(started.app, started.admin);

    const all = await operator.get("/admin/self").expect(200);
    const own = await admin.get("/admin/self").expect(200);

    expect(all.body).toMatchObject({ kind: "user", name: "Operator", grants: [{ org: "*", reach: "all" }] });
    expect(own.body).toMatchObject({ kind: "user", name: "Ada", grants: [{ org: "acme", reach: "all" }] });
  });

  it("begins a session under a new id, and ends the one before", async () => {
    const agent = await signIn(started.app, OPERATOR);
    const before = await sessionIds();

    const again = await agent.post("/session").send(OPERATOR).expect(204);
    const after = await sessionIds();

    expect(again.get("Set-Cookie")).toHaveLength(1);
    expect(after).toHaveLength(before.length);
    expect(after.filter((id) => !before.includes(id))).toHaveLength(1);
  });

  it("keeps nothing in the database that a cookie could be made of", async () => {
    const response = await request(started.app).post("/session").send(OPERATOR).expect(204);
    const id =
      decodeURIComponent(cookieOf(response))
        .replace(/^session=s:/, "")
        .split(".")[0] ?? "";

    expect(id).toMatch(/^[\w-]{32}$/);
    expect(JSON.stringify(await started.db("sessions"))).not.toContain(id);
  });

  it("tells a wrong password and an unknown address apart in nothing", async () => {
    const compare = jest.spyOn(bcrypt, "compare");

    const wrong = await request(started.app)
      .post("/session")
      .send({ ...OPERATOR, password: "wrong" });
    const unknown = await request(started.app)
      .post("/session")
      .send({ ...OPERATOR, email: "nobody@example.com" });

    expect(wrong.status).toBe(401);
    expect(wrong.body).toMatchObject({ status: 401, code: "sign_in_failed" });
    expect({ ...unknown.body, request_id: "" }).toEqual({ ...wrong.body, request_id: "" });
    expect(Object.keys(unknown.headers).sort()).toEqual(Object.keys(wrong.headers).sort());
    expect(wrong.get("Set-Cookie")).toBeUndefined();
    expect(compare.mock.calls.map(([, hash]) => bcrypt.getRounds(hash))).toEqual([12, 12]);
    compare.mockRestore();
  });

  it("refuses the eleventh attempt after ten failures, also with the right password", async () => {
    const { app, admin, close } = await startApp();
    const { email, password } = admin;
    const attempt = (guess: string) => request(app).post("/session").send({ email, password: guess });
    for (let failure = 1; failure <= 10; failure++) await attempt("wrong").expect(401);

    const response = await attempt(password).expect(429);

    expect(response.body).toMatchObject({ status: 429, code: "too_many_failures" });
    expect(Number(response.get("Retry-After"))).toBeGreaterThan(14 * 60);
    await request(app).post("/session").send(OPERATOR).expect(204);
    await close();
  });

  it("checks no more passwords when they are sent all at once", async () => {
    const compare = jest.spyOn(bcrypt, "compare").mockImplementation(() => Promise.resolve(false) as never);
    const guess = { email: "guessed@example.com", password: "a guess" };

    const responses = await Promise.all(
      Array.from({ length: 30 }, () => request(started.app).post("/session").send(guess)),
    );

    expect(responses.filter(({ status }) => status === 401)).toHaveLength(10);
    expect(responses.filter(({ status }) => status === 429)).toHaveLength(20);
    expect(compare).toHaveBeenCalledTimes(10);
    compare.mockRestore();
  });

  it.each([
    ["a form", "application/x-www-form-urlencoded", "email=a&password=b", 415, "unsupported_media_type"],
    ["plain text", "text/plain", JSON.stringify(OPERATOR), 415, "unsupported_media_type"],
    ["broken JSON", "application/json", "{", 400, "invalid_request"],
    ["a list", "application/json", "[]", 400, "invalid_request"],
    ["too much", "application/json", JSON.stringify({ email: "a".repeat(20_000) }), 413, "body_too_large"],
  ])("refuses %s", async (_what, type, body, status, code) => {
    const response = await request(started.app).post("/session").set("Content-Type", type).send(body);

    expect(response.status).toBe(status);
    expect(response.type).toBe("application/problem+json");
    expect(response.body).toMatchObject({ status, code });
  });

  it.each([
    [{ email: OPERATOR.email }, "invalid_field", "password"],
    [{ ...OPERATOR, password: { $ne: "" } }, "invalid_field", "password"],
    [{ ...OPERATOR, email: ["operator@example.com"] }, "invalid_field", "email"],
    [{ ...OPERATOR, remember: true }, "unknown_field", "remember"],
  ])("names the field that is wrong in %j", async (body, code, path) => {
    const response = await request(started.app).post("/session").send(body).expect(400);

    expect(response.body).toMatchObject({
      code,
      errors: [{ path: expect.stringContaining(path) as string }],
    });
  });

  it.each([
    ["another site says so", { "Sec-Fetch-Site": "cross-site" }],
    ["a sibling site says so", { "Sec-Fetch-Site": "same-site" }],
    ["its origin is another", { Origin: "https://evil.example" }],
    ["its origin is hidden", { Origin: "null" }],
  ])("refuses a request from elsewhere: %s", async (_how, headers) => {
    const response = await request(started.app).post("/session").set(headers).send(OPERATOR);

    expect(response.status).toBe(403);
    expect(response.body).toMatchObject({ code: "cross_site_request" });
  });

  it("takes a request from its own page", async () => {
    const fromPage = { "Sec-Fetch-Site": "same-origin", Origin: "http://localhost:3000" };
    const overPlainHttp = { Host: "example.test:3000", Origin: "http://example.test:3000" };

    await request(started.app).post("/session").set(fromPage).send(OPERATOR).expect(204);
    await request(started.app).post("/session").set(overPlainHttp).send(OPERATOR).expect(204);
  });
});

describe("DELETE /session", () => {
  it("ends the session, so that its cookie is worth nothing any more", async () => {
    const response = await request(started.app).post("/session").send(OPERATOR).expect(204);
    const cookie = cookieOf(response);
    await request(started.app).get("/admin/self").set("Cookie", cookie).expect(200);

    const ended = await request(started.app).delete("/session").set("Cookie", cookie).expect(204);

    expect(ended.get("Set-Cookie")?.[0]).toMatch(/^session=;.*Expires=Thu, 01 Jan 1970/);
    await request(started.app).get("/admin/self").set("Cookie", cookie).expect(401);
  });

  it("answers the same without a session", async () => {
    await request(started.app).delete("/session").expect(204);
  });

  it("refuses another site's page", async () => {
    await request(started.app).delete("/session").set("Sec-Fetch-Site", "cross-site").expect(403);
  });
});

describe("a session", () => {
  it("ends at its time, and is removed when another begins", async () => {
    const agent = await signIn(started.app, OPERATOR);
    const ids = await sessionIds();
    await started.db("sessions").update({ expires_at: Date.now() });

    await agent.get("/admin/self").expect(401);
    await signIn(started.app, OPERATOR);

    const left = await sessionIds();
    expect(left).toHaveLength(1);
    expect(ids).not.toContain(left[0]);
  });

  it("cannot be made up: a cookie without the server's signature is no session", async () => {
    const response = await request(started.app).post("/session").send(OPERATOR).expect(204);
    const forged = cookieOf(response).replace(/\..*/, ".forged");

    await request(started.app).get("/admin/self").set("Cookie", forged).expect(401);
  });
});

async function sessionIds(): Promise<string[]> {
  const rows = await started.db("sessions").select("id_hash");
  return rows.map(({ id_hash }) => id_hash);
}

function cookieOf(response: request.Response): string {
  return response.get("Set-Cookie")?.[0]?.split(";")[0] ?? "";
}
