import {
  createKeyring,
  systemActor,
  type CreateKey,
  type Keyring,
  type KeyringOptions,
} from "@latchkey/core";
import { fakeClock, memoryStore } from "@latchkey/core/testing";
import express from "express";
import request from "supertest";

import { authenticate } from "../src/index.js";
import { parseProblem } from "./parse-problem.js";

const ACTOR = systemActor("test");

let keyring: Keyring;
afterEach(() => keyring.close());

function open(options: Partial<KeyringOptions> = {}): Keyring {
  const peppers = [{ version: 1, secret: "s".repeat(32) }];
  keyring = createKeyring({ store: memoryStore(), clock: fakeClock(), peppers, ...options });
  return keyring;
}

async function tokenOf(fields: CreateKey = {}): Promise<string> {
  return (await keyring.create({ permissions: [], ...fields }, ACTOR)).token;
}

/** Asks an application behind one proxy as the client of an address. */
function asker() {
  const app = express()
    .set("trust proxy", 1)
    .use(authenticate(keyring, { rateLimitHeaders: true }), (_req, res) => void res.json("in"));
  return async (token: string, from: string) => {
    const answer = await request(app).get("/").set({ "x-api-key": token, "x-forwarded-for": from });
    const code = answer.status === 200 ? undefined : parseProblem(answer.text).code;
    return { status: answer.status, code, headers: answer.headers };
  };
}

describe("a key that is bound to networks", () => {
  it.each([
    ["10.0.0.0/8", "10.1.2.3", 200],
    ["10.0.0.0/8", "::ffff:10.1.2.3", 200],
    ["10.0.0.0/8", "11.1.2.3", 403],
    ["10.0.0.0/8", "10.1.2.3, 192.0.2.7", 403],
    ["10.0.0.0/8", "010.1.2.3", 403],
    ["2001:db8::/32", "2001:DB8::1", 200],
    ["2001:db8::/32", "2001:db9::1", 403],
  ])("(%s) asked from %s answers %i, the first time and from the cache", async (network, from, status) => {
    open();
    const token = await tokenOf({ allowedNetworks: [network] });
    const ask = asker();
    const expected = { status, code: status === 200 ? undefined : "network_not_allowed" };
    expect(await ask(token, from)).toMatchObject(expected);
    expect(await ask(token, from)).toMatchObject(expected);
  });
});

describe("a key with a rate limit", () => {
  it("is let in so often, told where it stands, and then 429 from wherever it asks", async () => {
    open();
    const token = await tokenOf({ rateLimit: { requests: 2, seconds: 60 } });
    const ask = asker();
    const answers = [];
    for (const from of ["192.0.2.1", "192.0.2.2", "192.0.2.3"]) answers.push(await ask(token, from));
    expect(answers.map(({ status, code }) => [status, code])).toEqual([
      [200, undefined],
      [200, undefined],
      [429, "rate_limited"],
    ]);
    expect(answers.map(({ headers }) => headers["ratelimit-policy"])).toEqual(
      Array(3).fill('"key";q=2;w=60'),
    );
    expect(answers.map(({ headers }) => /r=(\d+);t=\d+$/.exec(headers["ratelimit"] ?? "")?.[1])).toEqual([
      "1",
      "0",
      "0",
    ]);
    expect(Number(answers[2]?.headers["retry-after"])).toBeGreaterThan(0);
    expect(Number(answers[2]?.headers["retry-after"])).toBeLessThanOrEqual(60);
  });
});

describe("an address that fails too often", () => {
  it("is 429 with Retry-After, while other addresses and keys that were verified before go on", async () => {
    // What is verified before the keyring follows changes need not be kept.
    await open({ failures: { requests: 3, seconds: 60 } }).start();
    const good = await tokenOf();
    const another = await tokenOf();
    const ask = asker();
    expect((await ask(good, "192.0.2.1")).status).toBe(200);
    const codes = [];
    for (const unknown of await unknownTokens(4)) codes.push((await ask(unknown, "192.0.2.1")).code);
    expect(codes).toEqual(["invalid_token", "invalid_token", "invalid_token", "too_many_failures"]);
    const refused = await ask(another, "192.0.2.1");
    expect([refused.status, refused.code]).toEqual([429, "too_many_failures"]);
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
    expect((await ask(another, "192.0.2.2")).status).toBe(200);
    expect((await ask(good, "192.0.2.1")).status).toBe(200);
  });
});

/** Tokens in good shape of keys that are not there. */
async function unknownTokens(count: number): Promise<readonly string[]> {
  const peppers = [{ version: 1, secret: "t".repeat(32) }];
  const elsewhere = createKeyring({ store: memoryStore(), peppers });
  const inputs = Array.from({ length: count }, () => ({ permissions: [] }));
  const made = await elsewhere.createMany(inputs, ACTOR);
  await elsewhere.close();
  return made.map(({ token }) => token);
}
