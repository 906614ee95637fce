import { createKeyring, LatchkeyError, type Keyring } from "@latchkey/core";
import { memoryStore } from "@latchkey/core/testing";
import { authenticate, requirePermission, requireScope } from "@latchkey/express";
import express, { type NextFunction, type Request, type Response } from "express";
import request from "supertest";

import { keysRouter, standardWire, wireErrors, type WireFormat } from "../src/index.js";
import { acmeAdmin } from "./world/actors.js";
import { bodyOf } from "./world/body.js";
import { databaseDown, watchedStore } from "./world/watched-store.js";
import { setup } from "./world/world.js";
import { numbered } from "./wire-formats/formats.js";

const SECRET = "hunter2";
const KO = { error: expect.stringMatching(/\.$/) as string, status: "KO" };
/** Faults that an application's own handlers throw, by the path they are thrown at. */
const THROWN: Readonly<Record<string, unknown>> = {
  "/latchkey": new LatchkeyError("quota_exceeded", "No more keys."),
  "/revoked": new LatchkeyError("key_revoked", "The key is revoked.", { ofActor: true }),
  "/busy": new LatchkeyError("busy", "Later.", { retryAfter: 4.2 }),
  "/field": new LatchkeyError("invalid_field", "orgId must be text.", {
    errors: [{ path: ["orgId"], message: "must be text" }],
  }),
  "/bug": new TypeError(SECRET),
  "/nothing": null,
  "/teapot": Object.assign(new Error(SECRET), { status: 418, expose: true, type: "tea" }),
  "/own-400": Object.assign(new Error(SECRET), { status: 400, expose: true }),
  "/hidden": Object.assign(new Error(SECRET), { status: 400, expose: false, type: "entity.parse.failed" }),
  "/headers": Object.assign(new LatchkeyError("insufficient_permissions", "No."), {
    headers: { "Set-Cookie": "a=b", "WWW-Authenticate": 'Bearer scope="x:y"', "Retry-After": "7" },
  }),
  "/null-headers": Object.assign(new LatchkeyError("credentials_required", "Who?"), { headers: null }),
};

interface Opened {
  readonly app: express.Express;
  readonly keyring: Keyring;
  readonly store: ReturnType<typeof watchedStore>;
  readonly faults: unknown[];
}

function open(wire: WireFormat): Opened {
  const store = watchedStore(memoryStore());
  const keyring = createKeyring({ store, peppers: [{ version: 1, secret: "x".repeat(32) }] });
  const faults: unknown[] = [];
  const app = express();
  app.get("/late", (_req, res, next) => {
    res.status(200).write("half");
    next(new LatchkeyError("busy", "Too late."));
  });
  for (const [path, fault] of Object.entries(THROWN)) {
    app.get(path, (_req, _res, next) => void (fault === null ? next() : next(fault)));
  }
  app.use("/parsed", express.json({ limit: 100 }), (_req, res) => void res.json({}));
  app.use(
    "/form",
    express.urlencoded({ extended: false, parameterLimit: 1 }),
    (_req, res) => void res.json({}),
  );
  app.get("/bundles/:id", (_req, res) => void res.json({}));
  const guarded = express.Router();
  guarded.use(authenticate(keyring, { errors: "next", realm: "bundles" }));
  guarded.use("/write", requirePermission("bundles:write"));
  guarded.use("/scope/:org", requireScope({ org: (req) => req.params["org"] as string }));
  guarded.use((_req: Request, res: Response) => void res.json({ fine: true }));
  app.use("/guarded", guarded);
  app.use(wireErrors(wire));
  app.use((fault: unknown, _req: Request, res: Response, next: NextFunction) => {
    faults.push(fault);
    if (res.headersSent) return next(fault);
    res.status(500).json({ fault: "the application's own" });
  });
  return { app, keyring, store, faults };
}

describe("the error handler of a format", () => {
  let opened: Opened;
  beforeEach(() => (opened = open(numbered)));
  afterEach(async () => {
    opened.store.failWith(undefined);
    await opened.keyring.close();
  });
  const get = (path: string, token?: string) => {
    return request(opened.app)
      .get(path)
      .set(token === undefined ? {} : { "x-api-key": token });
  };
  const tokenOf = async (more: object = {}) => {
    return (await opened.keyring.create({ orgId: "acme", permissions: ["bundles:read"], ...more }, setup))
      .token;
  };

  it("answers what authentication and guards refuse, with the headers they have given", async () => {
    const token = await tokenOf();
    const limited = await tokenOf({ rateLimit: { requests: 1, seconds: 60 } });
    await get("/guarded", limited);
    const answers = [
      await get("/guarded"),
      await get("/guarded", "nonsense"),
      await get("/guarded/write", token),
      await get("/guarded/scope/other", token),
      await get("/guarded", limited),
    ];
    const challenges = answers.map(({ headers }) => headers["www-authenticate"]);

    expect(answers.map(({ status }) => status)).toEqual([401, 401, 403, 403, 429]);
    for (const { body, headers } of answers) {
      expect(body).toEqual(KO);
      expect(headers["cache-control"]).toBe("private, no-store");
    }
    expect(challenges[0]).toBe('Bearer realm="bundles"');
    expect(challenges[1]).toContain('error="invalid_token"');
    expect(challenges[2]).toContain('scope="bundles:write"');
    expect(challenges.slice(3)).toEqual([undefined, undefined]);
    expect(Number(answers[4]?.headers["retry-after"])).toBeGreaterThan(1);
    expect((await get("/guarded/scope/acme", token)).body).toEqual({ fine: true });
    expect(opened.faults).toEqual([]);
  });

  it("answers 503 while the store is away", async () => {
    const token = await tokenOf();
    opened.store.failWith(databaseDown);
    const answer = await get("/guarded", token);

    expect([answer.status, answer.body]).toEqual([503, KO]);
    expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
  });

  it.each([
    ["/latchkey", 409, "No more keys."],
    ["/revoked", 401, "The key is revoked."],
    ["/busy", 503, "Later."],
    ["/field", 400, "org_id must be text."],
    ["/headers", 403, "No."],
    ["/null-headers", 401, "Who?"],
  ])("answers errors of core's that an application hands on: %s", async (path, status, error) => {
    const answer = await get(path);

    expect([answer.status, answer.body]).toEqual([status, { error, status: "KO" }]);
    expect(answer.headers["retry-after"]).toBe({ "/busy": "5", "/headers": "7" }[path]);
    expect(answer.headers["www-authenticate"]).toEqual(
      { "/headers": 'Bearer scope="x:y"' }[path] ??
        (status === 401 ? expect.stringMatching(/^Bearer realm=/) : undefined),
    );
    expect(answer.headers).not.toHaveProperty("set-cookie");
  });

  it("answers bodies and paths that cannot be read, and quotes nothing of them", async () => {
    const post = (path: string, type: string) => request(opened.app).post(path).set("Content-Type", type);
    const answers = [
      await post("/parsed", "application/json").send(`{"${SECRET}`),
      await post("/parsed", "application/json").send(JSON.stringify({ a: SECRET.repeat(100) })),
      await post("/parsed", "application/json; charset=latin1").send("{}"),
      await post("/parsed", "application/json").set("Content-Encoding", SECRET).send("{}"),
      await post("/form", "application/x-www-form-urlencoded").send(`a=1&b=${SECRET}`),
      await request(opened.app).get(`/bundles/%E0${SECRET}`),
    ];

    expect(answers.map(({ status }) => status)).toEqual([400, 413, 415, 415, 413, 400]);
    for (const { body, text } of answers) {
      expect(body).toEqual(KO);
      expect(text).not.toContain(SECRET);
    }
    expect(opened.faults).toEqual([]);
  });

  it.each(["/bug", "/teapot", "/own-400", "/hidden"])("leaves the rest to the next one: %s", async (path) => {
    const answer = await get(path);

    expect([answer.status, answer.body]).toEqual([500, { fault: "the application's own" }]);
    expect(opened.faults).toEqual([THROWN[path]]);
  });

  it("writes nothing into an answer that has begun", async () => {
    await expect(get("/late").then(({ text }) => text)).rejects.toThrow(/aborted|hang up/);
    expect(opened.faults).toHaveLength(1);
  });

  it("answers HEAD without a body", async () => {
    const answer = await request(opened.app).head("/latchkey");
    expect([answer.status, answer.text]).toEqual([409, undefined]);
  });
});

it("the standard format's error handler writes problem documents", async () => {
  const { app, keyring } = open(standardWire);
  const answer = await request(app).get("/field");

  expect([answer.status, answer.type]).toEqual([400, "application/problem+json"]);
  expect(answer.body).toMatchObject({ code: "invalid_field", errors: [{ path: "org_id" }] });
  expect(bodyOf(answer).request_id).toMatch(/^[0-9a-f-]{36}$/);
  await keyring.close();
});

it("a format that is none is found when the handler is made", () => {
  expect(() => wireErrors({ ...numbered, error: undefined } as unknown as WireFormat)).toThrow(
    /`wire\.error`/,
  );
  expect(() => wireErrors(undefined as unknown as WireFormat)).toThrow(/wire takes an object/);
});

it("what authentication refuses before a router of keys has the same shape as what the router refuses", async () => {
  const keyring = createKeyring({ store: memoryStore(), peppers: [{ version: 1, secret: "x".repeat(32) }] });
  const router = keysRouter(keyring, { actor: (req) => (req.principal ? acmeAdmin : null), wire: numbered });
  const app = express()
    .use("/k", authenticate(keyring, { errors: "next" }), router)
    .use(wireErrors(numbered));
  const { token } = await keyring.create({ permissions: [] }, setup);
  const refused = await request(app).get("/k");
  const unknown = await request(app).get("/k/7").set("x-api-key", token);

  expect([refused.status, refused.body, unknown.status, unknown.body]).toEqual([401, KO, 404, KO]);
  await keyring.close();
});
