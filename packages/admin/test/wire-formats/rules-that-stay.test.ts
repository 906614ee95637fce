import { request } from "node:http";

import express from "express";

import type { WireFormat } from "../../src/index.js";
import { acmeAdmin, acmeReader, powerless } from "../world/actors.js";
import { setup, type Method } from "../world/world.js";
import { nameOnly, numbered, shown } from "./formats.js";
import { MOUNT, useService } from "./service.js";

interface Case {
  readonly name: string;
  readonly wire: WireFormat;
  /** How a path names the key with this id. */
  readonly ref: (id: string) => string;
  /** A body that creates a key, and one that does not. */
  readonly right: object;
  readonly wrong: object;
}

const CASES: readonly Case[] = [
  { name: "numbered", wire: numbered, ref: (id) => id, right: { mode: "read" }, wrong: { mode: "x" } },
  { name: "shown", wire: shown, ref: (id) => `k-${id}`, right: { label: "a" }, wrong: { x: 1 } },
  { name: "nameOnly", wire: nameOnly, ref: (id) => id, right: { permissions: [] }, wrong: { x: 1 } },
];

describe.each(CASES)("whatever the format: $name", ({ wire, ref, right, wrong }) => {
  const service = useService({ wire, trustedOrigins: ["https://console.example.com"] });
  let path: string;
  beforeEach(async () => {
    const { key } = await service().keyring.create({ orgId: "acme", permissions: [] }, setup);
    path = `/${ref(key.id)}`;
    service().store.reset();
  });

  it("nothing is kept by caches, and HEAD is GET without a body", async () => {
    for (const at of ["", path]) {
      const got = await service().ask(acmeAdmin, "get", at);
      const head = await service().ask(acmeAdmin, "head", at);
      const { date: _got, ...headers } = got.headers;
      const { date: _head, ...same } = head.headers;

      expect([got.status, got.headers["cache-control"]]).toEqual([200, "no-store"]);
      expect([head.status, same, head.text]).toEqual([200, headers, undefined]);
      expect((await service().ask(null, "head", at)).status).toBe(401);
    }
    const made = await service().ask(acmeAdmin, "post", "").send(right);
    const gone = await service().ask(acmeAdmin, "delete", path);
    expect([made.headers["cache-control"], gone.headers["cache-control"]]).toEqual(["no-store", "no-store"]);
  });

  it("other sites change nothing", async () => {
    const sites = [{ "Sec-Fetch-Site": "cross-site" }, { Origin: "http://evil.example" }, { Origin: "null" }];
    for (const headers of sites) {
      expect((await service().ask(acmeAdmin, "post", "").set(headers).send(right)).status).toBe(403);
      expect((await service().ask(acmeAdmin, "post", "?mode=read").set(headers)).status).toBe(403);
      expect((await service().ask(acmeAdmin, "delete", path).set(headers)).status).toBe(403);
    }
    expect(service().store.touches()).toBe(0);
    const trusted = { "Sec-Fetch-Site": "cross-site", Origin: "https://console.example.com" };
    expect((await service().ask(acmeAdmin, "post", "").set(trusted).send(right)).status).toBeLessThan(300);
  });

  it("bodies are JSON in UTF-8, of 64 KB at most", async () => {
    const text = JSON.stringify(right);
    const types = ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin1"];
    for (const type of types) {
      const answer = await service().ask(acmeAdmin, "post", "").set("Content-Type", type).send(text);
      expect([type, answer.status]).toEqual([type, 415]);
    }
    const form = await service().ask(acmeAdmin, "post", "?mode=read").set("Content-Type", "text/plain");
    const large = await service()
      .ask(acmeAdmin, "post", "")
      .send({ ...right, more: "x".repeat(65_536) });
    expect([form.status, large.status]).toEqual([415, 413]);
    expect(service().store.touches()).toBe(0);
  });

  it("the actor is asked for first, then the permission, then the key, then what the request brings", async () => {
    const statusOf = async (as: typeof acmeAdmin | null, method: Method, at: string, body?: object) => {
      const test = service().ask(as, method, at);
      return (await (body ? test.send(body) : test)).status;
    };
    expect(await statusOf(null, "post", "", wrong)).toBe(401);
    expect(await statusOf(acmeReader, "post", "", wrong)).toBe(403);
    expect(await statusOf(powerless, "get", "?unknown=1")).toBe(403);
    expect(await statusOf(powerless, "get", "/nothing-that-names-a-key")).toBe(403);
    expect(await statusOf(acmeReader, "delete", "/nothing-that-names-a-key?x=1")).toBe(403);
    expect(await statusOf(acmeAdmin, "delete", "/nothing-that-names-a-key?x=1")).toBe(404);
    expect(service().store.touches()).toBe(0);
    expect(await statusOf(acmeAdmin, "delete", `${path}?x=1`)).toBe(400);
    expect(await statusOf(acmeAdmin, "post", "", wrong)).toBe(400);
    expect(service().store.writes()).toBe(0);
  });

  it("there is one spelling of a path, a slash at its end aside", async () => {
    const id = path.slice(1);
    const others = [`//${id}`, `/${id}//`, `/./${id}`, `/%6b${id}`, `/${id}%20`, `/${id}/x`, `/x/../${id}`];
    for (const other of [...others, `/${id}%00`, `/${id};a=b`, `/${id}.json`]) {
      expect([other, await statusAt("DELETE", MOUNT + other)]).toEqual([other, 404]);
    }
    expect(await statusAt("GET", `/${MOUNT}${path}`)).toBe(404);
    expect(service().store.writes()).toBe(0);
    expect(await statusAt("DELETE", `${MOUNT}${path}/`)).toBeLessThan(300);
  });

  it("no header or parameter makes another method of it", async () => {
    const header = { "X-HTTP-Method-Override": "DELETE" };
    expect((await service().ask(acmeAdmin, "get", path).set(header)).status).toBe(200);
    expect((await service().ask(acmeAdmin, "get", `${path}?_method=DELETE`)).status).toBe(400);
    expect((await service().ask(acmeAdmin, "put", path)).headers["allow"]).toMatch(
      /^GET, HEAD, (PATCH, )?DELETE$/,
    );
    expect((await service().ask(acmeAdmin, "put", "")).headers["allow"]).toBe("GET, HEAD, POST");
    expect(await service().keyring.get({ number: 1 }, setup)).toMatchObject({ status: "active" });
  });

  /** Sends the path exactly so: supertest would tidy it up first. */
  function statusAt(method: string, at: string): Promise<number> {
    const { port, headersOf } = service();
    return new Promise((resolve, reject) => {
      const sent = request({ port, method, path: at, headers: headersOf(acmeAdmin) }, (res) => {
        res.resume().once("end", () => resolve(res.statusCode ?? 0));
      });
      sent.once("error", reject).end();
    });
  }
});

describe("a format behind a body parser of the application's", () => {
  const service = useService({
    wire: numbered,
    before: (app) => void app.use(express.json({ limit: "1mb" })),
  });

  it("reads what that has parsed, and bodies of 64 KB at most", async () => {
    const made = await service().ask(acmeAdmin, "post", "").send({ mode: "read" });
    const bare = await service().ask(acmeAdmin, "post", "?mode=read");
    const large = await service()
      .ask(acmeAdmin, "post", "")
      .send({ mode: "read", org_id: "x".repeat(70_000) });

    expect([made.status, bare.status, large.status]).toEqual([200, 200, 413]);
  });
});
