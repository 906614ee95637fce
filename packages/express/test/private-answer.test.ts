import { createServer } from "node:http";

import express, { type RequestHandler } from "express";
import request from "supertest";

import { authenticate } from "../src/index.js";
import { keysInAllStates, type KeysInAllStates } from "./states.js";
import { whoAmI } from "./who-am-i.js";

let keys: KeysInAllStates;
beforeEach(async () => {
  keys = await keysInAllStates();
});

const setting =
  (headers: Record<string, string>): RequestHandler =>
  (_req, res, next) => {
    res.set(headers);
    next();
  };

function ask(...handlers: RequestHandler[]) {
  return request(whoAmI(...handlers))
    .get("/whoami")
    .set("x-api-key", keys.tokens.active);
}

describe("an answer behind authenticate()", () => {
  it("is private and varies by the headers that are sources", async () => {
    const all = await ask(authenticate(keys.keyring));
    expect(all.headers).toMatchObject({
      "cache-control": "private, no-store",
      vary: "x-api-key, authorization",
    });
    const one = await ask(authenticate(keys.keyring, { sources: { headers: ["X-API-Key"] } }));
    expect(one.headers["vary"]).toBe("x-api-key");
  });

  it("varies also where no credential was sent and none is needed", async () => {
    const app = whoAmI(authenticate(keys.keyring, { optional: true }));
    const answer = await request(app).get("/whoami");
    expect(answer.headers).toMatchObject({
      "cache-control": "private, no-store",
      vary: "x-api-key, authorization",
    });
  });

  it("keeps the Cache-Control the application set before or sets after", async () => {
    const own = { "Cache-Control": "private, max-age=5" };
    const before = await ask(setting(own), authenticate(keys.keyring));
    const after = await ask(authenticate(keys.keyring), setting(own));
    expect([before.headers["cache-control"], after.headers["cache-control"]]).toEqual([
      "private, max-age=5",
      "private, max-age=5",
    ]);
  });

  it("adds to a Vary that is there", async () => {
    const answer = await ask(setting({ Vary: "Origin, X-Api-Key" }), authenticate(keys.keyring));
    expect(answer.headers["vary"]).toBe("Origin, X-Api-Key, authorization");
    const all = await ask(setting({ Vary: "*" }), authenticate(keys.keyring));
    expect(all.headers["vary"]).toBe("*");
  });

  it("stays private when a file is sent", async () => {
    const app = express().use(authenticate(keys.keyring), express.static(__dirname));
    const answer = await request(createServer(app)).get("/states.ts").set("x-api-key", keys.tokens.active);
    expect([answer.status, answer.headers["cache-control"]]).toEqual([200, "private, no-store"]);
  });
});
