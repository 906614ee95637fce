import { createServer } from "node:http";
import { BlockList, isIPv4 } from "node:net";

import type { Verdict } from "@latchkey/core";
import express from "express";
import request from "supertest";

import { authenticate } from "../src/index.js";
import { accepted, keyringSaying } from "./keyring-saying.js";
import { parseProblem } from "./parse-problem.js";

const TEN = new BlockList();
TEN.addSubnet("10.0.0.0", 8);

const OUTSIDE: Verdict = { ok: false, reason: "network_not_allowed" };

/** A keyring whose one key is bound to 10.0.0.0/8, and the addresses it was asked with. */
function boundToTen() {
  const asked: (string | undefined)[] = [];
  const keyring = keyringSaying((_token, { address }) => {
    asked.push(address);
    return address !== undefined && isIPv4(address) && TEN.check(address) ? accepted() : OUTSIDE;
  });
  return { keyring, asked };
}

function appOf(trust: unknown, { keyring }: ReturnType<typeof boundToTen>): express.Express {
  const app = express();
  if (trust !== undefined) app.set("trust proxy", trust);
  return app.use(authenticate(keyring), (_req, res) => void res.json("in"));
}

describe("a key bound to 10.0.0.0/8, asked over loopback", () => {
  it.each<[unknown, string | undefined, string | undefined]>([
    [undefined, undefined, "127.0.0.1"],
    [undefined, "10.1.2.3", "127.0.0.1"],
    [false, "10.1.2.3", "127.0.0.1"],
    [0, "10.1.2.3", "127.0.0.1"],
    [true, undefined, "127.0.0.1"],
    [true, "10.1.2.3", "10.1.2.3"],
    [true, "10.1.2.3, 192.0.2.7", "10.1.2.3"],
    [true, "192.0.2.7, 10.1.2.3", "192.0.2.7"],
    [1, "10.1.2.3", "10.1.2.3"],
    [1, "10.9.9.9, 192.0.2.7", "192.0.2.7"],
    [2, "10.9.9.9, 192.0.2.7", "10.9.9.9"],
    ["loopback", "10.1.2.3", "10.1.2.3"],
    ["192.0.2.0/24", "10.1.2.3", "127.0.0.1"],
    [true, "::ffff:10.1.2.3", "10.1.2.3"],
    [true, "::ffff:a01:203", "10.1.2.3"],
    [true, "010.1.2.3", undefined],
    [true, "10.1.2.3:443", undefined],
    [true, "10.1", undefined],
    [true, "unknown", undefined],
  ])("with `trust proxy` %j and X-Forwarded-For %j comes from %j", async (trust, forwarded, address) => {
    const bound = boundToTen();
    const answer = await request(appOf(trust, bound))
      .get("/")
      .set({ "x-api-key": "any", ...(forwarded !== undefined && { "X-Forwarded-For": forwarded }) });
    expect(bound.asked).toEqual([address]);
    if (address?.startsWith("10.")) return expect(answer.status).toBe(200);
    expect([answer.status, parseProblem(answer.text).code]).toEqual([403, "network_not_allowed"]);
    expect(answer.headers).not.toHaveProperty("www-authenticate");
  });

  it.each(["Forwarded", "X-Real-IP", "X-Client-IP", "True-Client-IP", "CF-Connecting-IP"])(
    "is not moved by %s, which Express does not read",
    async (header) => {
      const bound = boundToTen();
      const value = header === "Forwarded" ? "for=10.1.2.3" : "10.1.2.3";
      const answer = await request(appOf(true, bound))
        .get("/")
        .set({ "x-api-key": "any", [header]: value });
      expect([answer.status, bound.asked]).toEqual([403, ["127.0.0.1"]]);
    },
  );

  it("is asked by the connection's address outside Express, whatever is forwarded", async () => {
    const bound = boundToTen();
    const middleware = authenticate(bound.keyring);
    const server = createServer((req, res) => middleware(req, res, () => res.end("in")));
    const answer = await request(server).get("/").set({ "x-api-key": "any", "X-Forwarded-For": "10.1.2.3" });
    expect([answer.status, bound.asked]).toEqual([403, ["127.0.0.1"]]);
  });
});

describe("the client's software", () => {
  it("reaches the keyring as User-Agent names it", async () => {
    const agents: (string | undefined)[] = [];
    const keyring = keyringSaying((_token, { userAgent }) => {
      agents.push(userAgent);
      return accepted();
    });
    const app = express().use(authenticate(keyring), (_req, res) => void res.json("in"));
    await request(app).get("/").set({ "x-api-key": "any", "User-Agent": "robot/1.0" });
    await request(app).get("/").set({ "x-api-key": "any" }).unset("User-Agent");
    expect(agents).toEqual(["robot/1.0", undefined]);
  });
});
