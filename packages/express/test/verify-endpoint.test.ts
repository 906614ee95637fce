import { systemActor, type Keyring } from "@latchkey/core";
import { fakePrincipal } from "@latchkey/core/testing";
import express, { type ErrorRequestHandler, type RequestHandler } from "express";
import request from "supertest";

import { verifyEndpoint, type VerifyEndpointOptions } from "../src/index.js";
import { CREDENTIAL_CASES, PRESENTATIONS } from "./credential-cases.js";
import { accepted, keyringSaying, slowKeyringSaying } from "./keyring-saying.js";
import { rawRequest } from "./raw-request.js";
import { keysInAllStates, STATES, type KeysInAllStates } from "./states.js";

const IDS = ["key-id", "key-number", "owner-id", "org-id", "project-id"].map((name) => `x-latchkey-${name}`);
const KEY = { "x-api-key": "any" };

function appOf(keyring: Keyring, options?: VerifyEndpointOptions, ...before: RequestHandler[]) {
  return express().use(...before, verifyEndpoint(keyring, options));
}

let keys: KeysInAllStates;
beforeEach(async () => {
  keys = await keysInAllStates();
});

/** What a gateway is told for each code; 401 for any other. */
const STATUSES: Readonly<Record<string, number>> = {
  invalid_request: 401,
  network_not_allowed: 403,
  rate_limited: 403,
  too_many_failures: 403,
  identity_unavailable: 503,
  busy: 503,
};
const RETRY_AFTER: Readonly<Record<string, string>> = {
  rate_limited: "30",
  too_many_failures: "12",
  identity_unavailable: "2",
  busy: "1",
};

describe.each(CREDENTIAL_CASES)("a request with $title", ({ headers, code }) => {
  it(
    code === undefined ? "may pass, as the key's" : `is refused as ${code}, by what gateways know`,
    async () => {
      const answer = await request(appOf(keys.keyring)).get("/").set(headers(keys.tokens));
      const status = code === undefined ? 200 : (STATUSES[code] ?? 401);
      expect([answer.status, answer.headers["x-latchkey-code"]]).toEqual([status, code]);
      expect(answer.headers["x-latchkey-key-id"]).toBe(code === undefined ? keys.activeId : undefined);
      const challenge = status === 401 ? (expect.stringMatching(/^Bearer realm="api"/) as string) : undefined;
      expect(answer.headers["www-authenticate"]).toEqual(challenge);
      expect(answer.headers["retry-after"]).toBe(RETRY_AFTER[code ?? ""]);
      expect([answer.text, answer.headers["content-length"]]).toEqual(["", "0"]);
      expect(answer.headers["cache-control"]).toBe("no-store");
      expect(answer.headers["vary"]).toBe("x-api-key, authorization");
    },
  );
});

describe("a header that comes twice", () => {
  it.each(["x-api-key", "Authorization"])("is 401 with the truth beside it: %s", async (name) => {
    const { active } = keys.tokens;
    const { status, head } = await rawRequest(appOf(keys.keyring), [
      `${name}: ${active}`,
      `${name}: ${active}`,
    ]);
    expect([status, head.includes("X-Latchkey-Code: invalid_request")]).toEqual([401, true]);
    expect(head).toContain('error="invalid_request"');
  });
});

describe("a key store that does not answer", () => {
  it("is 503, with when to try again", async () => {
    keys.cutStore();
    const answer = await request(appOf(keys.keyring)).get("/").set("x-api-key", keys.tokens.active);
    expect([answer.status, answer.headers["x-latchkey-code"]]).toEqual([503, "store_unavailable"]);
    expect(answer.headers["retry-after"]).toBe("1");
  });
});

describe("a revoked key", () => {
  it("is refused by the next request", async () => {
    const app = appOf(keys.keyring);
    const ask = () => request(app).get("/").set("x-api-key", keys.tokens.active);
    expect([(await ask()).status, (await ask()).status]).toEqual([200, 200]);
    await keys.keyring.revoke({ id: keys.activeId }, systemActor("test"));
    const refused = await ask();
    expect([refused.status, refused.headers["x-latchkey-code"]]).toEqual([401, "key_revoked"]);
  });
});

describe("whose the key is", () => {
  const told = async (fields: Parameters<typeof fakePrincipal>[0], keyringOf = keyringSaying) => {
    const app = appOf(keyringOf(accepted(fakePrincipal(fields))));
    const { status, headers } = await request(app).get("/").set(KEY);
    return [status, ...IDS.map((name) => headers[name] as unknown)];
  };

  it("is told in five headers, also where the verdict was awaited", async () => {
    const fields = { id: "7Fq2mX0cRt9aLw4Z", number: 17, ownerId: "u-1", orgId: "acme", projectId: "shop" };
    const expected = [200, "7Fq2mX0cRt9aLw4Z", "17", "u-1", "acme", "shop"];
    expect(await told(fields)).toEqual(expected);
    expect(await told(fields, slowKeyringSaying as typeof keyringSaying)).toEqual(expected);
  });

  it("is told empty where there is none, so that no other value stays in its place", async () => {
    expect(await told({})).toEqual([200, "0000000000000001", "1", "", "", ""]);
  });

  it.each([
    ["100%", "100%25"],
    ["%0d%0a", "%250d%250a"],
    ["a\r\nX-Latchkey-Org-Id: b", "a%0D%0AX-Latchkey-Org-Id%3A%20b"],
    ['a, b; c="d"', "a%2C%20b%3B%20c%3D%22d%22"],
    ["Žluťoučký kůň", "%C5%BDlu%C5%A5ou%C4%8Dk%C3%BD%20k%C5%AF%C5%88"],
    ["東京🗼", "%E6%9D%B1%E4%BA%AC%F0%9F%97%BC"],
    ["/../admin?x#y", "%2F..%2Fadmin%3Fx%23y"],
    ["null", "null"],
  ])("is percent-encoded: %j", async (id, encoded) => {
    expect(await told({ ownerId: id, orgId: id, projectId: id })).toEqual([
      ...[200, "0000000000000001", "1"],
      ...[encoded, encoded, encoded],
    ]);
    expect(decodeURIComponent(encoded)).toBe(id);
  });

  it("fits with the longest ids there are, and makes one line of each", async () => {
    const longest = "🗼".repeat(128);
    const principal = fakePrincipal({ ownerId: longest, orgId: longest, projectId: longest });
    const { status, head } = await rawRequest(appOf(keyringSaying(accepted(principal))), ["x-api-key: any"]);
    expect(status).toBe(200);
    expect(head.split("\r\n").filter((line) => /^x-latchkey-/i.test(line))).toHaveLength(5);
    expect(head.length).toBeLessThan(8_192 - 2_048);
  });

  it("lets nobody pass whose id cannot be told", async () => {
    const broken = fakePrincipal({ orgId: "\ud800" });
    for (const keyringOf of [keyringSaying, slowKeyringSaying]) {
      const answer = await request(appOf(keyringOf(accepted(broken))).use(report))
        .get("/")
        .set(KEY);
      expect([answer.status, answer.headers["x-latchkey-key-id"]]).toEqual([500, undefined]);
    }
  });
});

const report: ErrorRequestHandler = (error: Error, _req, res, _next) =>
  void res.status(500).json(error.message);

describe("every method", () => {
  it.each([200, 401])("is answered alike: %i", async (status) => {
    const app = appOf(keys.keyring);
    const token = status === 200 ? keys.tokens.active : "rubbish";
    const methods = ["get", "head", "post", "put", "patch", "delete", "options"] as const;
    const answers = [];
    for (const method of methods) {
      const { headers, text, ...answer } = await request(app)[method]("/a/b?c=d").set("x-api-key", token);
      const { date: _date, connection: _connection, ...told } = headers as Record<string, string>;
      answers.push(JSON.stringify([answer.status, text ?? "", told]));
    }
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain(`[${status},""`);
  });

  it("is answered with a body that nobody reads, and when it asks for an upgrade", async () => {
    const app = appOf(keys.keyring);
    const posted = await request(app)
      .post("/")
      .set("x-api-key", keys.tokens.active)
      .send({ a: "x".repeat(90_000) });
    expect(posted.status).toBe(200);
    const upgrade = ["Connection: Upgrade, close", "Upgrade: websocket", "Sec-WebSocket-Version: 13"];
    expect((await rawRequest(app, [...upgrade, "x-api-key: rubbish"])).status).toBe(401);
    expect((await rawRequest(app, [...upgrade, `x-api-key: ${keys.tokens.active}`])).status).toBe(200);
  });
});

describe("what a gateway's request says of itself", () => {
  const SAID = {
    ...{ "x-original-uri": "/public", "x-original-method": "OPTIONS", "x-original-url": "http://a/public" },
    ...{ "x-forwarded-uri": "/public", "x-forwarded-method": "GET", "x-forwarded-host": "b" },
    ...{ "x-http-method-override": "GET", "x-latchkey-code": "ok", "x-latchkey-permission": "a:b" },
    ...{ "x-latchkey-key-id": "forged", "x-latchkey-org-id": "forged", "X-LATCHKEY-PROJECT-ID": "forged" },
    ...{ x_latchkey_org_id: "forged", "user-agent": "forged", cookie: "x-api-key=forged", origin: "null" },
  };

  it("changes no answer", async () => {
    for (const [given, status] of [
      [{ permission: "bundles:read" }, 200],
      [{ permission: "bundles:write" }, 403],
    ] as const)
      for (const token of [keys.tokens.active, keys.tokens.revoked, "rubbish"]) {
        const app = appOf(keys.keyring, given);
        const [plain, said] = [
          await request(app).get("/").set("x-api-key", token),
          await request(app)
            .post("/?permission=a:b&x-api-key=x")
            .set({ ...SAID, "x-api-key": token }),
        ];
        const { date: _plain, ...expected } = plain.headers as Record<string, string>;
        const { date: _said, ...heard } = said.headers as Record<string, string>;
        expect([said.status, heard]).toEqual([plain.status, expected]);
        expect(plain.status).toBe(token === keys.tokens.active ? status : 401);
        expect(JSON.stringify(said.headers)).not.toContain("forged");
      }
  });

  it("is not read: no header is, but the credential's and what Express reads for `trust proxy`", async () => {
    const read = new Set<string>();
    const watch: RequestHandler = (req, _res, next) => {
      const headers = new Proxy(req.headers, {
        get: (held, name) => (read.add(String(name)), Reflect.get(held, name) as unknown),
        getOwnPropertyDescriptor: (held, name) => (
          read.add(String(name)),
          Reflect.getOwnPropertyDescriptor(held, name)
        ),
        ownKeys: (held) => (read.add("all of them"), Reflect.ownKeys(held)),
      });
      Object.defineProperty(req, "headers", { value: headers });
      next();
    };
    const principal = fakePrincipal({ orgId: "acme", permissions: ["a:b"] });
    const keyring = keyringSaying(
      (_token, origin) => (void [origin.address, origin.userAgent], accepted(principal)),
    );
    const options = { permission: "a:b", scope: { org: "acme", project: "shop" } };
    const app = express()
      .disable("etag")
      .disable("x-powered-by")
      .use(watch, verifyEndpoint(keyring, options));
    const answer = await request(app)
      .get("/")
      .set({ ...SAID, ...KEY });
    expect(answer.status).toBe(200);
    expect([...read].sort()).toEqual(["authorization", "x-api-key", "x-forwarded-for"]);
  });
});

describe("the client's address", () => {
  it.each<[unknown, string | undefined]>([
    [false, "127.0.0.1"],
    [1, "192.0.2.7"],
    ["loopback", "192.0.2.7"],
    [2, "10.0.0.1"],
  ])("is what `trust proxy` (%j) makes of it", async (trust, address) => {
    const asked: (string | undefined)[] = [];
    const keyring = keyringSaying((_token, origin) => (asked.push(origin.address), accepted()));
    const app = express().set("trust proxy", trust).use(verifyEndpoint(keyring));
    await request(app)
      .get("/")
      .set({ ...KEY, "x-forwarded-for": "10.0.0.1, 192.0.2.7", "x-real-ip": "10.0.0.9" });
    expect(asked).toEqual([address]);
  });
});

describe("the option permission", () => {
  it.each([
    ["bundles:read", "bundles:read", true],
    ["bundles:*", "bundles:read", true],
    ["bundles:read", "bundles:write", false],
    ["bundles:read", "bundles:*", false],
  ])("a key with %s where %s is asked for: %s", async (held, permission, passes) => {
    const keyring = keyringSaying(accepted(fakePrincipal({ permissions: [held] })));
    const { status, headers } = await request(appOf(keyring, { permission })).get("/").set(KEY);
    expect([status, headers["x-latchkey-code"]]).toEqual(
      passes ? [200, undefined] : [403, "insufficient_permissions"],
    );
    if (passes) return;
    expect(headers["www-authenticate"]).toContain(`error="insufficient_scope"`);
    expect(headers["www-authenticate"]).toContain(`scope="${permission}"`);
  });

  it("is asked of whom is let in: a wrong key is told nothing of it", async () => {
    const { status, headers } = await request(appOf(keys.keyring, { permission: "a:b" }))
      .get("/")
      .set(KEY);
    expect([status, headers["x-latchkey-code"]]).toEqual([401, "invalid_token"]);
    expect(JSON.stringify(headers)).not.toContain("a:b");
  });
});

describe("the option scope", () => {
  it.each<[string | null, string | null, { org: string; project?: string }, boolean]>([
    ["acme", null, { org: "acme" }, true],
    ["acme", null, { org: "acme", project: "shop" }, true],
    ["acme", "shop", { org: "acme", project: "shop" }, true],
    ["acme", "shop", { org: "acme" }, false],
    ["acme", "blog", { org: "acme", project: "shop" }, false],
    ["other", "shop", { org: "acme", project: "shop" }, false],
    ["Acme", null, { org: "acme" }, false],
    [null, null, { org: "acme" }, false],
  ])("a key of %s/%s where it is %j: %s", async (orgId, projectId, scope, passes) => {
    const keyring = keyringSaying(accepted(fakePrincipal({ orgId, projectId })));
    const { status, headers } = await request(appOf(keyring, { scope })).get("/").set(KEY);
    expect([status, headers["x-latchkey-code"]]).toEqual(passes ? [200, undefined] : [403, "out_of_scope"]);
  });
});

describe("both options", () => {
  it.each([
    ["acme", "a:b", undefined],
    ["other", "a:b", "out_of_scope"],
    ["acme", "a:c", "insufficient_permissions"],
  ])("hold: a key of %s with %s is refused as %s", async (orgId, permission, code) => {
    const keyring = keyringSaying(accepted(fakePrincipal({ orgId, permissions: [permission] })));
    const app = appOf(keyring, { permission: "a:b", scope: { org: "acme" } });
    const { status, headers } = await request(app).get("/").set(KEY);
    expect([status, headers["x-latchkey-code"]]).toEqual([code === undefined ? 200 : 403, code]);
  });
});

describe("a fault", () => {
  const bug = () => Promise.reject(new Error("a bug"));
  const thrown = () => {
    throw new Error("a bug");
  };

  it.each<[string, Partial<Keyring>]>([
    ["a keyring that rejects", { verifySync: () => undefined, verify: bug }],
    ["a keyring that throws", { verifySync: thrown }],
  ])("of %s goes to the application's error handler, and lets nobody pass", async (_what, fault) => {
    const answer = await request(appOf({ ...keys.keyring, ...fault }).use(report))
      .get("/")
      .set(KEY);
    expect([answer.status, answer.body]).toEqual([500, "a bug"]);
  });

  it("is none where the application has answered meanwhile", async () => {
    const late: RequestHandler = (_req, res, next) => {
      next();
      res.status(504).end("late");
    };
    const faults: unknown[] = [];
    const note: ErrorRequestHandler = (error: unknown, _req, _res, _next) => void faults.push(error);
    const app = appOf(slowKeyringSaying(accepted()), {}, late).use(note);
    const answer = await request(app).get("/").set(KEY);
    await new Promise((resolve) => setImmediate(resolve));
    expect([answer.status, answer.text, faults]).toEqual([504, "late", []]);
  });
});

describe("the token", () => {
  it.each(STATES)("that is %s is in no answer", async (state) => {
    for (const present of Object.values(PRESENTATIONS)) {
      const { headers, text } = await request(appOf(keys.keyring)).get("/").set(present(keys.tokens[state]));
      expect(JSON.stringify(headers) + text).not.toContain(keys.tokens[state].slice(-20));
    }
  });
});

describe("wrong options", () => {
  it.each<[unknown, string]>([
    [{ permision: "a:b" }, "option `permision` is unknown; did you mean `permission`?"],
    [{ sources: {} }, "option `sources` is unknown"],
    [{ permission: "A:b" }, "option `permission` must be one permission in lower case"],
    [{ permission: "" }, "option `permission` must be one permission"],
    [{ permission: null }, "option `permission` must be one permission"],
    [{ permission: ["a:b", "a:c"] }, "for another one mount another endpoint"],
    [{ scope: "acme" }, "scope takes an object of options"],
    [{ scope: {} }, "option `scope.org` must be a string"],
    [{ scope: { project: "shop" } }, "option `scope.org` must be a string"],
    [{ scope: { org: () => "acme" } }, "option `scope.org` must be a string"],
    [{ scope: { org: "*" } }, "option `scope.org` must be 1 to 128 printable characters"],
    [{ scope: { org: "acme", project: "" } }, "option `scope.project` must be 1 to 128"],
    [{ scope: { org: "acme", projekt: "shop" } }, "option `projekt` is unknown; did you mean `project`?"],
    ["a:b", "verifyEndpoint takes an object of options"],
  ])("%j throw at construction", (options, message) => {
    expect(() => verifyEndpoint(keys.keyring, options as VerifyEndpointOptions)).toThrow(message);
  });

  it.each([[undefined], [{}], [Promise.resolve()]])("a keyring that is %p throws", (keyring) => {
    expect(() => verifyEndpoint(keyring as never)).toThrow("verifyEndpoint takes a keyring first");
  });
});
