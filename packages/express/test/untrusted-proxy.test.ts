import type { RefusalReason } from "@latchkey/core";
import request from "supertest";

import type * as LatchkeyExpress from "../src/index.js";
import { accepted, keyringSaying } from "./keyring-saying.js";
import { whoAmI } from "./who-am-i.js";

let authenticate: typeof LatchkeyExpress.authenticate;
let warnings: jest.SpyInstance<void, unknown[]>;
/** The package as a process finds it that has warned of nothing yet. */
beforeEach(async () => {
  await jest.isolateModulesAsync(async () => {
    ({ authenticate } = await import("../src/index.js"));
  });
  warnings = jest.spyOn(process, "emitWarning").mockImplementation() as typeof warnings;
});
afterEach(() => warnings.mockRestore());

const warned = () => warnings.mock.calls.map(([, options]) => (options as { code: string }).code);

async function ask(reason: RefusalReason | null, trust: unknown, forwarded: string | null = "192.0.2.1") {
  const keyring = keyringSaying(reason === null ? accepted() : { ok: false, reason });
  const app = whoAmI(authenticate(keyring));
  app.set("trust proxy", trust);
  await request(app)
    .get("/whoami")
    .set({ "x-api-key": "any", ...(forwarded !== null && { "x-forwarded-for": forwarded }) });
}

describe("X-Forwarded-For while `trust proxy` is off", () => {
  it.each(["invalid_token", "too_many_failures"] as const)(
    "is warned of when an authentication fails as %s, once in a process",
    async (reason) => {
      await ask(reason, false);
      await ask(reason, false);
      expect(warned()).toEqual(["LATCHKEY_UNTRUSTED_PROXY"]);
      expect(warnings.mock.calls[0]?.[0]).toContain("app.set('trust proxy', 1)");
    },
  );

  it.each([null, "key_revoked", "rate_limited", "network_not_allowed", "store_unavailable"] as const)(
    "is not looked at when the verdict is %s",
    async (reason) => {
      await ask(reason, false);
      expect(warned()).toEqual([]);
    },
  );
});

describe("no warning is given", () => {
  it.each([[true], [1], ["loopback"], ["192.0.2.0/24"], [() => false]])(
    "where `trust proxy` is %p",
    async (trust) => {
      await ask("invalid_token", trust);
      expect(warned()).toEqual([]);
    },
  );

  it("where nothing is forwarded", async () => {
    await ask("invalid_token", false, null);
    expect(warned()).toEqual([]);
  });
});

describe("an address that is none", () => {
  it.each(["invalid_token", "network_not_allowed"] as const)(
    "is warned of when a request is refused as %s, once in a process",
    async (reason) => {
      await ask(reason, 1, "192.0.2.1:5123");
      await ask(reason, 1, "192.0.2.1:5123");
      expect(warned()).toEqual(["LATCHKEY_NO_ADDRESS"]);
      expect(warnings.mock.calls[0]?.[0]).not.toContain("192.0.2.1");
    },
  );

  it.each([null, "key_revoked", "rate_limited"] as const)(
    "is not looked at when the verdict is %s",
    async (reason) => {
      await ask(reason, 1, "192.0.2.1:5123");
      expect(warned()).toEqual([]);
    },
  );
});
