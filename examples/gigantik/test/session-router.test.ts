import bcrypt from "bcrypt";
import request from "supertest";

import {
  addPerson,
  inDatabase,
  signIn,
  startGigantik,
  type StartedGigantik,
} from "./support/start-gigantik.js";

let started: StartedGigantik;

beforeAll(async () => {
  started = await startGigantik();
});
afterEach(() => jest.restoreAllMocks());

const post = (body: string | object) => request(started.address).post("/session").send(body);

describe("POST /session", () => {
  it("signs in with a signed cookie that scripts cannot read and other sites cannot post with", async () => {
    const answer = await post(started.people.admin).expect(204);

    expect(answer.text).toBe("");
    const cookies = (answer.get("Set-Cookie") ?? []).map((cookie) => cookie.replace(/=[^;]+/, "=…"));
    const terms = "; path=/; expires=";
    expect(cookies).toEqual([
      expect.stringMatching(new RegExp(`^session=…${terms}[^;]+; samesite=lax; httponly$`)),
      expect.stringMatching(new RegExp(`^session\\.sig=…${terms}[^;]+; samesite=lax; httponly$`)),
    ]);
  });

  it("does not mind how an address is written", async () => {
    const { email, password } = started.people.admin;

    await post({ email: email.toUpperCase(), password }).expect(204);
  });

  it("tells a wrong password, an unknown address and somebody deactivated apart in nothing", async () => {
    const { id, ...deactivated } = await addPerson(started, { role: "admin" });
    await inDatabase(started.url, (db) => db("users").where({ id }).update({ active: false }));
    const compare = jest.spyOn(bcrypt, "compare");

    const answers = [
      await post({ ...started.people.admin, password: "wrong" }),
      await post({ email: "nobody@northwind.example", password: "wrong" }),
      await post(deactivated),
    ];

    const said = answers.map(({ status, body, headers }) => {
      return {
        status,
        body: { ...body, request_id: "" } as unknown,
        headers: Object.keys(headers).sort(),
      };
    });
    expect(said[0]).toMatchObject({ status: 401, body: { status: 401, code: "credentials_required" } });
    expect(said).toEqual([said[0], said[0], said[0]]);
    expect(answers.map((answer) => answer.get("Set-Cookie"))).toEqual([undefined, undefined, undefined]);
    expect(compare).toHaveBeenCalledTimes(3);
    expect(bcrypt.getRounds(compare.mock.calls[1]?.[1] ?? "")).toBe(12);
  });

  it("refuses the eleventh attempt after ten failures, with the right password too, and nobody else's", async () => {
    const person = await addPerson(started, { role: "admin" });
    const other = await addPerson(started, { role: "admin" });
    for (let failure = 1; failure <= 10; failure++)
      await post({ email: person.email, password: "wrong" }).expect(401);

    const answer = await post({ email: person.email, password: person.password }).expect(429);

    expect(answer.body).toMatchObject({ status: 429, code: "too_many_failures" });
    expect(Number(answer.get("Retry-After"))).toBeGreaterThan(14 * 60);
    expect(Number(answer.get("Retry-After"))).toBeLessThanOrEqual(15 * 60);
    await signIn(started.address, other);
  });

  it("forgets the failures after a success", async () => {
    const { email, password } = await addPerson(started, { role: "admin" });
    for (let round = 1; round <= 2; round++) {
      for (let failure = 1; failure <= 9; failure++) await post({ email, password: "wrong" }).expect(401);
      await post({ email, password }).expect(204);
    }
  });

  it("checks no more passwords than that when they are sent all at once", async () => {
    const compare = jest.spyOn(bcrypt, "compare").mockImplementation(() => Promise.resolve(false) as never);
    const guess = { email: "guessed@northwind.example", password: "a guess" };

    const answers = await Promise.all(Array.from({ length: 30 }, () => post(guess)));

    expect(answers.filter(({ status }) => status === 401)).toHaveLength(10);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(20);
    expect(compare).toHaveBeenCalledTimes(10);
  });

  it("checks two passwords at a time, lets eight wait, and refuses what comes then, without counting it", async () => {
    const { address } = await startGigantik();
    const ends: (() => void)[] = [];
    const compare = jest.spyOn(bcrypt, "compare");
    compare.mockImplementation(() => new Promise((resolve) => ends.push(() => resolve(false))) as never);
    const guessAs = async (name: number | string) => {
      const sent = { email: `${name}@northwind.example`, password: "a guess" };
      const answer = await request(address).post("/session").send(sent);
      return [answer.status, (answer.body as { code: string }).code, answer.get("Retry-After")];
    };

    const answers: unknown[] = [];
    const asked = Array.from({ length: 20 }, async (_, name) => answers.push(await guessAs(name)));
    await until(() => answers.length === 10);
    for (let again = 1; again <= 11; again++) answers.push(await guessAs("one"));
    expect(answers).toEqual(Array(21).fill([503, "busy", "1"]));
    expect(compare).toHaveBeenCalledTimes(2);

    for (let checked = 0; checked < 10; checked++) {
      await until(() => ends.length > checked);
      ends[checked]?.();
    }
    await Promise.all(asked);
    expect(answers.slice(21)).toEqual(Array(10).fill([401, "credentials_required", undefined]));
    expect(compare).toHaveBeenCalledTimes(10);
  });

  it("refuses an address after a hundred failures, as whomever it signs in", async () => {
    const { address, people } = await startGigantik();
    jest.spyOn(bcrypt, "compare").mockImplementation(() => Promise.resolve(false) as never);
    const statuses = new Map<number, number>();
    for (let guess = 1; guess <= 105; guess++) {
      const sent = { email: `${guess}@northwind.example`, password: "a guess" };
      const { status } = await request(address).post("/session").send(sent);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    jest.restoreAllMocks();

    expect(Object.fromEntries(statuses)).toEqual({ 401: 100, 429: 5 });
    const answer = await request(address).post("/session").send(people.admin).expect(429);
    expect(answer.body).toMatchObject({ code: "too_many_failures" });
  });

  it.each([
    ["a form", "application/x-www-form-urlencoded", "email=a&password=b", 415, "unsupported_media_type"],
    ["plain text", "text/plain", '{"email":"a","password":"b"}', 415, "unsupported_media_type"],
    ["broken JSON", "application/json", "{", 400, "invalid_request"],
    ["a list", "application/json", "[]", 400, "invalid_request"],
    ["too much", "application/json", JSON.stringify({ email: "a".repeat(20_000) }), 413, "body_too_large"],
  ])("refuses %s", async (_what, type, body, status, code) => {
    const answer = await request(started.address).post("/session").set("Content-Type", type).send(body);

    expect(answer.status).toBe(status);
    expect(answer.type).toBe("application/problem+json");
    expect(answer.body).toMatchObject({ status, code });
  });

  it.each([
    [{ email: "a@b.example" }, "invalid_field", "password"],
    [{ email: "a@b.example", password: { $ne: "" } }, "invalid_field", "password"],
    [{ email: ["a@b.example"], password: "b" }, "invalid_field", "email"],
    [{ email: "a@b.example", password: "b".repeat(73) }, "invalid_field", "password"],
    [{ email: "a@b.example", password: "ü".repeat(37) }, "invalid_field", "password"],
    [{ email: "a@b.example", password: "b", remember: true }, "unknown_field", "remember"],
  ])("names the field that is wrong in %j", async (body, code, path) => {
    const answer = await post(body).expect(400);

    expect(answer.body).toMatchObject({ code, errors: [{ path }] });
  });

  it.each([
    ["another site says so", { "Sec-Fetch-Site": "cross-site" }],
    ["a sibling site says so", { "Sec-Fetch-Site": "same-site" }],
    ["its origin is another", { Origin: "https://evil.example" }],
    ["its origin is hidden", { Origin: "null" }],
  ])("refuses a request of another site's page: %s", async (_how, headers) => {
    const signedIn = await post(started.people.admin).set(headers).expect(403);
    const signedOut = await request(started.address).delete("/session").set(headers).expect(403);

    for (const { body } of [signedIn, signedOut]) expect(body).toMatchObject({ code: "cross_site_request" });
  });

  it("takes a request of its own page", async () => {
    const { host } = new URL(started.address);

    await post(started.people.admin).set("Sec-Fetch-Site", "same-origin").expect(204);
    await post(started.people.admin).set("Origin", `http://${host}`).expect(204);
  });
});

describe("DELETE /session", () => {
  it("takes the cookie back, so that the browser is signed out", async () => {
    const agent = await signIn(started.address, started.people.admin);
    await agent.get("/organization/api-keys").expect(200);

    await agent.delete("/session").expect(204);

    await agent.get("/organization/api-keys").expect(401);
    await request(started.address).delete("/session").expect(204);
  });
});

async function until(done: () => boolean): Promise<void> {
  for (let tries = 0; !done(); tries++) {
    if (tries === 1000) throw new Error("It has not come to that.");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
