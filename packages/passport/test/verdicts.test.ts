import type { Identity, Keyring } from "@latchkey/core";
import { authenticate } from "@latchkey/express";
import express, { type Express } from "express";
import passport from "passport";
import request from "supertest";

import { CREDENTIAL_CASES, PRESENTATIONS } from "../../express/test/credential-cases.js";
import { fakeIdentity, IDENTITY_CASES } from "../../express/test/identity-cases.js";
import { rawRequest } from "../../express/test/raw-request.js";
import { keysInAllStates, type KeysInAllStates } from "../../express/test/states.js";
import { whoAmI } from "../../express/test/who-am-i.js";
import { apiKeyStrategy, bearerStrategy } from "../src/index.js";
import { behind } from "./passport-app.js";

let keys: KeysInAllStates;
beforeEach(async () => {
  keys = await keysInAllStates();
});

/** All that a client can act upon. */
interface Verdict {
  readonly status: number;
  /** Whom it is taken for. */
  readonly id: string | null;
  readonly challenge: string | undefined;
  readonly retryAfter: string | undefined;
  readonly caching: readonly (string | undefined)[];
}

async function verdict(app: Express, sent: Record<string, string>): Promise<Verdict> {
  const answer = await request(app).get("/whoami").set(sent);
  const { status, headers } = answer;
  return {
    status,
    id: status === 200 ? (answer.body as { id: string }).id : null,
    challenge: headers["www-authenticate"],
    retryAfter: headers["retry-after"],
    caching: [headers["cache-control"], headers["vary"]],
  };
}

const bothWays = (identity?: Identity) => {
  const strategies = [apiKeyStrategy(keys.keyring), bearerStrategy(keys.keyring, { identity })] as const;
  return [behind(strategies[0], strategies[1]), behind(strategies[1], strategies[0])];
};

describe.each(CREDENTIAL_CASES)("a request with $title", ({ headers, code }) => {
  it("gets the same verdict from the strategies, in either order, as from authenticate()", async () => {
    const sent = headers(keys.tokens);
    const expected = await verdict(whoAmI(authenticate(keys.keyring)), sent);
    expect(expected.status === 200).toBe(code === undefined);
    for (const app of bothWays()) expect(await verdict(app, sent)).toEqual(expected);
  });
});

describe.each(IDENTITY_CASES)(
  "beside an identity server, a request with $title",
  ({ headers, lets, asks }) => {
    it("gets the same verdict from the strategies, in either order, as from authenticate()", async () => {
      const identity = fakeIdentity();
      const sent = headers(keys.tokens);
      const expected = await verdict(whoAmI(authenticate(keys.keyring, { identity })), sent);
      expect(expected.status === 200).toBe(lets !== undefined);
      for (const app of bothWays(identity)) expect(await verdict(app, sent)).toEqual(expected);
      expect(identity.verify).toHaveBeenCalledTimes(asks ? 3 : 0);
    });
  },
);

describe.each(CREDENTIAL_CASES)("a request with $title, and an identity server besides", ({ headers }) => {
  it("gets the same verdict from the strategies, in either order, as from authenticate()", async () => {
    const identity = fakeIdentity();
    const sent = headers(keys.tokens);
    const expected = await verdict(whoAmI(authenticate(keys.keyring, { identity })), sent);
    for (const app of bothWays(identity)) expect(await verdict(app, sent)).toEqual(expected);
  });
});

describe("a refusal that says nothing about the credential", () => {
  it.each([
    ["for other networks", 403],
    ["above its rate limit", 429],
    ["sent from an address that failed too often", 429],
  ] as const)(
    "(%s) has status %i, whichever strategy is asked first, and no challenge",
    async (state, status) => {
      for (const app of bothWays()) {
        for (const present of Object.values(PRESENTATIONS)) {
          const answer = await verdict(app, present(keys.tokens[state]));
          expect(answer).toMatchObject({ status, challenge: undefined });
        }
      }
    },
  );

  it("tells a callback the status, and no challenge", async () => {
    const app = express().use((req, res, next) => {
      const answer = (...heard: unknown[]) => void res.json(heard);
      const strategy = apiKeyStrategy(keys.keyring);
      const asking = passport.authenticate(strategy, { session: false }, answer) as express.RequestHandler;
      asking(req, res, next);
    });
    const answer = await request(app).get("/").set("x-api-key", keys.tokens["above its rate limit"]);
    expect(answer.body).toEqual([null, false, null, 429]);
    expect(answer.headers["retry-after"]).toBe("30");
  });
});

describe("where a request came from", () => {
  it.each([
    ["x-api-key", apiKeyStrategy],
    ["authorization", bearerStrategy],
  ] as const)("reaches the keyring with a credential in %s", async (header, strategy) => {
    const origins: unknown[] = [];
    const keyring: Keyring = {
      ...keys.keyring,
      verifySync(_token, { address, userAgent } = {}) {
        origins.push([address, userAgent]);
        return { ok: false, reason: "invalid_token" };
      },
    };
    const app = behind(strategy(keyring)).set("trust proxy", 1);
    const sent = {
      [header]: "Bearer any".slice(header === "authorization" ? 0 : 7),
      "user-agent": "robot/1.0",
    };
    await request(app)
      .get("/whoami")
      .set({ ...sent, "x-forwarded-for": "10.9.9.9, ::ffff:192.0.2.7" });
    expect(origins).toEqual([["192.0.2.7", "robot/1.0"]]);
  });
});

describe("a key store that does not answer", () => {
  it("is the same 503 with Retry-After", async () => {
    keys.cutStore();
    for (const headers of [
      { "x-api-key": keys.tokens.active },
      { authorization: `Bearer ${keys.tokens.active}` },
    ]) {
      const expected = await verdict(whoAmI(authenticate(keys.keyring)), headers);
      expect(expected).toMatchObject({ status: 503, retryAfter: "1" });
      for (const app of bothWays()) expect(await verdict(app, headers)).toEqual(expected);
    }
  });
});

describe("a repeated header", () => {
  it.each([
    ["x-api-key: TOKEN", "X-Api-Key: TOKEN"],
    ["Authorization: Bearer TOKEN", "authorization: Bearer TOKEN"],
    ["Authorization:", "Authorization: TOKEN"],
  ])("(%s, %s) is the same 400", async (...lines) => {
    const sent = lines.map((line) => line.replace("TOKEN", keys.tokens.active));
    const apps = [whoAmI(authenticate(keys.keyring)), ...bothWays()];
    for (const app of apps) {
      const { status, head } = await rawRequest(app, sent);
      expect(status).toBe(400);
      expect(head.match(/^WWW-Authenticate: .*$/gm)).toEqual([
        expect.stringMatching(/Bearer realm="api", error="invalid_request"/),
      ]);
    }
    expect(keys.reads).not.toHaveBeenCalled();
  });
});

describe("one strategy alone", () => {
  const BARE = 'Bearer realm="api"';

  it.each([
    ["latchkey-api-key", "x-api-key", "TOKEN", 200],
    ["latchkey-api-key", "authorization", "TOKEN", 200],
    ["latchkey-api-key", "authorization", "Bearer TOKEN", 401],
    ["latchkey-api-key", "authorization", "Bearer", 401],
    ["latchkey-bearer", "authorization", "Bearer TOKEN", 200],
    ["latchkey-bearer", "authorization", "TOKEN", 401],
    ["latchkey-bearer", "x-api-key", "TOKEN", 401],
  ])(
    "(%s) answers %s: %s with %i, and another's credential is none to it",
    async (name, header, value, status) => {
      const strategy = [apiKeyStrategy(keys.keyring), bearerStrategy(keys.keyring)].find(
        (each) => each.name === name,
      );
      const answer = await verdict(behind(strategy!), {
        [header]: value.replace("TOKEN", keys.tokens.active),
      });
      expect(answer.status).toBe(status);
      expect(answer).toMatchObject({ challenge: status === 401 ? BARE : undefined });
      expect(keys.reads).toHaveBeenCalledTimes(status === 200 ? 1 : 0);
    },
  );

  it.each([apiKeyStrategy, bearerStrategy])("refuses two credentials, whichever it is", async (strategy) => {
    const { active } = keys.tokens;
    const both = { "x-api-key": active, authorization: `Bearer ${active}` };
    const expected = await verdict(whoAmI(authenticate(keys.keyring)), both);
    expect(expected.status).toBe(400);
    expect(await verdict(behind(strategy(keys.keyring)), both)).toEqual(expected);
  });
});
