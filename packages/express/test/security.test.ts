import express from "express";
import request from "supertest";

import { authenticate } from "../src/index.js";
import { PRESENTATIONS } from "./credential-cases.js";
import { parseProblem } from "./parse-problem.js";
import { rawRequest } from "./raw-request.js";
import { keysInAllStates, STATES, withOtherSecret, type KeysInAllStates } from "./states.js";
import { whoAmI } from "./who-am-i.js";

let keys: KeysInAllStates;
let app: express.Express;
let askedKeyring: () => number;
beforeEach(async () => {
  keys = await keysInAllStates();
  const verifySync = jest.fn(keys.keyring.verifySync);
  app = whoAmI(authenticate({ ...keys.keyring, verifySync }));
  askedKeyring = () => verifySync.mock.calls.length;
});

/** An answer without what is different in every answer. */
function comparable(text: string): string {
  return text.replace(/"request_id":"[^"]*"/, '"request_id":""').replace(/^Date:.*$/m, "");
}

describe("1: one meaning, whatever the presentation", () => {
  it.each(STATES)("a token that is %s gets the same answer, byte for byte, in all of them", async (state) => {
    const answers = new Set<string>();
    for (const present of Object.values(PRESENTATIONS)) {
      const lines = Object.entries(present(keys.tokens[state])).map(([name, value]) => `${name}: ${value}`);
      const { head, body } = await rawRequest(app, lines);
      answers.add(comparable(`${head}\n${body}`));
    }
    expect([...answers]).toHaveLength(1);
  });
});

describe("2: two credentials", () => {
  const repeated = (name: string, other: string, values: readonly [string, string]) => [
    `${name}: ${values[0]}`,
    `${other}: ${values[1]}`,
  ];

  it.each([
    ["Authorization", "Authorization"],
    ["Authorization", "authorization"],
    ["x-api-key", "x-api-key"],
    ["x-api-key", "X-Api-Key"],
  ])("%s and %s are 400 without a look at the keyring, whatever they hold", async (name, other) => {
    const { active } = keys.tokens;
    const pairs = [
      [active, active],
      [`Bearer ${active}`, `Bearer ${active}`],
      [active, ""],
      ["", active],
      ["", ""],
      ["Basic x", `Bearer ${active}`],
    ] as const;
    for (const pair of pairs) {
      const { status, head, body } = await rawRequest(app, repeated(name, other, pair));
      expect([pair, status, parseProblem(body).code]).toEqual([pair, 400, "invalid_request"]);
      expect(head).toContain('WWW-Authenticate: Bearer realm="api", error="invalid_request"');
    }
    expect([askedKeyring(), keys.reads.mock.calls.length]).toEqual([0, 0]);
  });

  it("are 400 without a look at the keyring in two headers", async () => {
    const { active } = keys.tokens;
    const answer = await request(app).get("/whoami").set({ "x-api-key": active, authorization: active });
    expect(answer.status).toBe(400);
    expect([askedKeyring(), keys.reads.mock.calls.length]).toEqual([0, 0]);
  });

  it("are one where a repeated header is not among the sources", async () => {
    const bearerOnly = whoAmI(authenticate(keys.keyring, { sources: { bearer: true } }));
    const lines = [
      `Authorization: Bearer ${keys.tokens.active}`,
      "x-api-key: a",
      "x-api-key: b",
      "Accept: a",
      "Accept: b",
    ];
    expect((await rawRequest(bearerOnly, lines)).status).toBe(200);
  });
});

describe("3: the scheme", () => {
  it.each(["Bearer", "bearer", "BEARER", "bEaReR"])(
    "%s is Bearer, with one space or more behind it",
    async (scheme) => {
      for (const spaces of [" ", "  ", " ".repeat(100)]) {
        const answer = await rawRequest(app, [`Authorization: ${scheme}${spaces}${keys.tokens.active}`]);
        expect(answer.status).toBe(200);
      }
    },
  );

  it.each([
    ["Bearer", "invalid_token"],
    ["bearer ", "invalid_token"],
    ["Bearer a b", "invalid_token"],
    ["Basic dXNlcjpwYXNz", "credentials_required"],
    ["Negotiate", "invalid_token", 1],
  ])("%j is not tried as a raw key, unless it is one word", async (value, code, asked = 0) => {
    const { status, body } = await rawRequest(app, [`Authorization: ${value}`]);
    expect([status, parseProblem(body).code, askedKeyring()]).toEqual([401, code, asked]);
  });
});

describe("4: bytes that are no key", () => {
  const everyByte = Array.from({ length: 128 }, (_, index) => String.fromCharCode(0x80 + index)).join("");

  it.each([
    ["the bytes 0x80 to 0xFF", everyByte],
    ["a token and a no-break space", "TOKEN\u00a0"],
    ["percent signs", "%%"],
    ["broken percent encoding", "%E0%A4%A"],
    ["the bytes of a lone surrogate", "\u00ed\u00a0\u0080"],
  ])("%s are 401 in every presentation", async (_what, value) => {
    for (const present of Object.values(PRESENTATIONS)) {
      const headers = Object.entries(present(value.replace("TOKEN", keys.tokens.active)));
      const { status, body } = await rawRequest(
        app,
        headers.map(([name, held]) => `${name}: ${held}`),
      );
      expect([status, parseProblem(body).code]).toEqual([401, "invalid_token"]);
    }
    expect(keys.reads).not.toHaveBeenCalled();
  });

  it.each([
    ["x-api-key", "a".repeat(16_000)],
    ["Authorization", "a".repeat(16_000)],
    ["Authorization", `Bearer ${"a".repeat(16_000)}`],
    ["Authorization", `Bearer ${" ".repeat(16_000)}a`],
    ["Authorization", `Bearer ${"a ".repeat(8_000)}a`],
  ])("%s of 16 KB is 401 before the keyring is asked", async (name, value) => {
    const { status, body } = await rawRequest(app, [`${name}: ${value}`]);
    expect([status, parseProblem(body).code]).toEqual([401, "invalid_token"]);
    expect(askedKeyring()).toBe(0);
  });
});

describe("5: where no credential is read from", () => {
  it("is the query string and the body", async () => {
    const { active } = keys.tokens;
    const form = express()
      .use(express.urlencoded({ extended: false }))
      .use(app);
    const answer = await request(form)
      .post("/whoami")
      .query({
        access_token: active,
        api_key: active,
        "x-api-key": active,
        authorization: `Bearer ${active}`,
      })
      .type("form")
      .send({ access_token: active });
    expect([answer.status, parseProblem(answer.text).code]).toEqual([401, "credentials_required"]);
    expect(answer.text).not.toContain(active);
    expect(askedKeyring()).toBe(0);
  });

  it.each(["undefined", "null", "[object Object]", "true", "0"])(
    "%j is 401 without a read of the store",
    async (value) => {
      for (const present of Object.values(PRESENTATIONS)) {
        const answer = await request(app).get("/whoami").set(present(value));
        expect(answer.status).toBe(401);
      }
      expect(keys.reads).not.toHaveBeenCalled();
    },
  );
});

describe("6: a request without a credential", () => {
  it.each(["", "x-api-key:", "Authorization:", "Authorization: Basic dXNlcjpwYXNz"])(
    "(%j) is nobody",
    async (line) => {
      const { status, body } = await rawRequest(app, line === "" ? [] : [line]);
      expect([status, parseProblem(body).code]).toEqual([401, "credentials_required"]);
    },
  );

  it("passes without a principal where authentication is optional, and an invalid one is 401 there, too", async () => {
    const optional = whoAmI(authenticate(keys.keyring, { optional: true }));
    expect((await rawRequest(optional, [])).body).toBe('{"id":null}');
    expect((await rawRequest(optional, ["Authorization: Bearer rubbish"])).status).toBe(401);
    expect((await rawRequest(optional, [`x-api-key: ${keys.tokens.revoked}`])).status).toBe(401);
  });
});

describe("11: an unknown id and a wrong secret", () => {
  it("get the same answer, byte for byte, whatever state the key is in", async () => {
    const { active, revoked, expired, disabled, scheduled } = keys.tokens;
    const guesses = [active, revoked, expired, disabled, scheduled].map(withOtherSecret);
    const answers = new Set<string>();
    for (const token of [keys.tokens["unknown id"], ...guesses]) {
      const { status, head, body } = await rawRequest(app, [`x-api-key: ${token}`]);
      expect(status).toBe(401);
      answers.add(comparable(`${head}\n${body}`));
    }
    expect([...answers]).toHaveLength(1);
  });
});

describe("24: answers in a shared cache", () => {
  it.each(STATES)("to a token that is %s are private and vary by what was read", async (state) => {
    const answer = await request(app).get("/whoami").set("x-api-key", keys.tokens[state]);
    expect(answer.headers["cache-control"]).toBe("private, no-store");
    expect(answer.headers["vary"]).toBe("x-api-key, authorization");
  });
});

describe("31: the token", () => {
  it.each(STATES)("that is %s is in no answer", async (state) => {
    for (const present of Object.values(PRESENTATIONS)) {
      const { head, body } = await rawRequest(
        app,
        Object.entries(present(keys.tokens[state])).map(([name, value]) => `${name}: ${value}`),
      );
      expect(head + body).not.toContain(keys.tokens[state].slice(-20));
    }
  });
});
