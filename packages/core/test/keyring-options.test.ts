import { inspect } from "node:util";

import { bcryptDigest } from "../src/bcrypt/index.js";
import { createKeyring, systemActor, type KeyringOptions } from "../src/index.js";
import { fakeClock, memoryStore } from "../src/testing/index.js";

const SECRET = "CanaryPepper-0123456789-abcdefghijk";
const PEPPERS = [{ version: 1, secret: SECRET }];
const system = systemActor("test");

/** What createKeyring throws at these options over right ones. */
function faultOf(options: Record<string, unknown>): Error {
  try {
    createKeyring({ store: memoryStore(), peppers: PEPPERS, ...options });
  } catch (error) {
    return error as Error;
  }
  throw new Error("was accepted");
}

describe("createKeyring refuses", () => {
  beforeEach(() => jest.spyOn(process, "emitWarning").mockReturnValue());
  afterEach(() => jest.restoreAllMocks());

  it.each<[string, Record<string, unknown>, string, string]>([
    ["an option it does not know", { peper: PEPPERS }, "peper", "did you mean `peppers`?"],
    ["one in another case", { Store: 1 }, "Store", "did you mean `store`?"],
    ["one of a later release", { webhooks: [] }, "webhooks", "createKeyring knows"],
    ["no environment", { environments: [] }, "environments", '"live", "test" or both'],
    ["an environment twice", { environments: ["live", "live"] }, "environments", "each once"],
    ["an environment of its own", { environments: ["staging"] }, "environments", '"live", "test" or both'],
    ["a cache of nothing", { cache: { max: 0 } }, "cache.max", "`cache: false`"],
    ["a cache option misspelt", { cache: { maxx: 1 } }, "maxx", "did you mean `max`?"],
    ["failures of no time", { failures: { requests: 1, seconds: 0 } }, "failures", "whole numbers"],
    ["failures of half a request", { failures: { requests: 0.5, seconds: 1 } }, "failures", "whole numbers"],
    ["failures misspelt", { failures: { request: 1, seconds: 1 } }, "request", "did you mean `requests`?"],
    ["a limiter that is none", { limiter: {} }, "limiter", "take"],
    ["a push that is none", { push: {} }, "push", "subscribe"],
    ["a hook that is none", { onVerdict: "log" }, "onVerdict", "function"],
    ["no store", { store: undefined }, "store", "knexStore(db)"],
    ["a database for a store", { store: () => undefined }, "store", "knexStore(db)"],
    ["a store of nothing", { store: {} }, "store", "knexStore(db)"],
    ["no peppers", { peppers: undefined }, "peppers", '"none" to go without'],
    [
      "a pepper that is not set",
      { peppers: [{ version: 1, secret: undefined }] },
      "peppers[0].secret",
      "environment variable",
    ],
    [
      "a short pepper",
      { peppers: [{ version: 1, secret: SECRET.slice(0, 31) }] },
      "peppers[0].secret",
      "32 bytes",
    ],
    ["a pepper by itself", { peppers: SECRET }, "peppers", "must be a list"],
    ["peppers of one version", { peppers: [...PEPPERS, ...PEPPERS] }, "peppers", "every version once"],
    ["an empty prefix", { prefix: "" }, "prefix", "2 to 16 characters"],
    ["a prefix of one letter", { prefix: "a" }, "prefix", "2 to 16 characters"],
    ["a prefix of 17", { prefix: "a".repeat(17) }, "prefix", "2 to 16 characters"],
    ["a prefix in capitals", { prefix: "Acme" }, "prefix", "2 to 16 characters"],
    ["a prefix that begins with a digit", { prefix: "1acme" }, "prefix", "a letter first"],
    ["a prefix with an underscore", { prefix: "acme_" }, "prefix", "a-z and 0-9"],
    ["a prefix with a line feed", { prefix: "acme\n" }, "prefix", "a-z and 0-9"],
    ["no prefix at all", { prefix: [] }, "prefix", "or a list of such"],
    ["a wrong prefix among right ones", { prefix: ["acme", "Old"] }, "prefix", "or a list of such"],
    ["a hole among prefixes", { prefix: ["acme", undefined] }, "prefix", "or a list of such"],
    ["a prefix that is a number", { prefix: 5 }, "prefix", "2 to 16 characters"],
    ["a prefix that is an object", { prefix: {} }, "prefix", "2 to 16 characters"],
    ["a digest it does not have", { digest: "bcrypt" }, "digest", "must be one of hmac-sha256"],
    [
      "a digest that was given up for the pepper",
      { digest: "sha256" },
      "digest",
      "must be one of hmac-sha256",
    ],
    ["a digest twice", { digests: [bcryptDigest(), bcryptDigest()] }, "digests", "twice"],
    [
      "bcrypt without peppers",
      { digests: [bcryptDigest()], peppers: "none" },
      "peppers",
      "must hold a pepper",
    ],
    ["a digest that is not in a list", { digests: bcryptDigest() }, "digests", "list"],
    ["the name of a digest for a digest", { digests: ["bcrypt"] }, "digests", "bcryptDigest()"],
    ["a role without permissions", { roles: { reader: undefined } }, "roles.reader", "must be a list"],
    [
      "a role with one permission, not in a list",
      { roles: { reader: "a:b" } },
      "roles.reader",
      "must be a list",
    ],
    [
      "a role with a malformed permission",
      { roles: { reader: ["a:b", "read"] } },
      "roles.reader",
      "bundles:read",
    ],
    ["a role with a hole", { roles: { reader: [undefined, "*:*"] } }, "roles.reader", "bundles:read"],
    ["a role without a name", { roles: { "": [] } }, 'roles[""]', "1 to 64"],
    [
      "a role with too long a name",
      { roles: { ["r".repeat(65)]: [] } },
      `roles["${"r".repeat(65)}"]`,
      "1 to 64",
    ],
    ["a clock that is a function", { clock: () => 0 }, "clock", "now"],
    ["a clock that has stopped", { clock: {} }, "clock", "now"],
    ["a deadline it does not know", { deadlines: { verfy: 1 } }, "verfy", "did you mean `verify`?"],
    ["a deadline of nothing", { deadlines: { verify: 0 } }, "deadlines.verify", "1 to 60,000 milliseconds"],
    [
      "a deadline of more than a minute",
      { deadlines: { manage: 60_001 } },
      "deadlines.manage",
      "1 to 60,000",
    ],
    ["half a millisecond", { deadlines: { verify: 0.5 } }, "deadlines.verify", "1 to 60,000 milliseconds"],
    [
      "a deadline in a string",
      { deadlines: { verify: "750" } },
      "deadlines.verify",
      "1 to 60,000 milliseconds",
    ],
    ["a deadline that never comes", { deadlines: { manage: Infinity } }, "deadlines.manage", "1 to 60,000"],
  ])("%s, and says which option and what to do", (_, options, named, remedy) => {
    const fault = faultOf(options);
    expect(fault).toMatchObject({ name: "ConfigurationError" });
    expect(fault.message).toContain(`option \`${named}\``);
    expect(fault.message).toContain(remedy);
    expect(inspect(fault, { depth: 10, showHidden: true })).not.toContain(SECRET.slice(0, 31));
  });

  it.each([undefined, null, "store", []])("%p for options", (options) => {
    expect(() => createKeyring(options as never)).toThrow("createKeyring takes an object of options");
  });
});

describe("createKeyring", () => {
  it("takes what it documents", () => {
    const right: KeyringOptions[] = [
      { store: memoryStore(), peppers: PEPPERS },
      { store: memoryStore(), peppers: PEPPERS, prefix: "ab", roles: {}, digests: [], deadlines: {} },
      { store: memoryStore(), peppers: PEPPERS, prefix: `a${"0".repeat(15)}`, clock: fakeClock() },
      {
        store: memoryStore(),
        peppers: PEPPERS,
        prefix: ["fresh", "old"],
        roles: { none: [], "Ä b": ["*:*"] },
      },
      { store: memoryStore(), peppers: PEPPERS, digests: [bcryptDigest()], digest: "bcrypt" },
      {
        store: memoryStore(),
        peppers: PEPPERS,
        digest: "hmac-sha256",
        deadlines: { verify: 1, manage: 60_000 },
      },
    ];
    for (const options of right) expect(() => createKeyring(options)).not.toThrow();
  });

  it("keeps nothing that the caller can change later", async () => {
    const store = memoryStore();
    const prefix = ["acme"];
    const peppers = PEPPERS.map((pepper) => ({ ...pepper }));
    const roles = { reader: ["bundles:read"] };
    const keyring = createKeyring({ store, prefix, peppers, roles });
    const { token } = await keyring.create({ role: "reader" }, system);

    prefix[0] = "other";
    roles.reader.push("*:*");
    for (const pepper of peppers) pepper.secret = "x".repeat(32);
    const verdict = await keyring.verify(token);
    expect(verdict).toMatchObject({ ok: true, principal: { permissions: ["bundles:read"] } });
    expect((await keyring.create({ role: "reader" }, system)).token).toMatch(/^acme_/);
  });

  it("changes nothing of what the caller passed", () => {
    const frozen = <T extends object>(value: T): T => {
      Object.values(value).forEach(
        (inner) => typeof inner === "object" && inner !== null && frozen(inner as object),
      );
      return Object.freeze(value);
    };
    const store = memoryStore();
    const options = {
      peppers: [...PEPPERS],
      prefix: ["acme"],
      roles: { a: ["a:b"] },
      deadlines: { verify: 1 },
    };
    expect(() => createKeyring({ store, ...frozen(options) })).not.toThrow();
  });

  it("answers with a frozen keyring of exactly these methods", () => {
    const keyring = createKeyring({ store: memoryStore(), peppers: PEPPERS });
    expect(Object.isFrozen(keyring)).toBe(true);
    expect(Object.keys(keyring)).toEqual([
      "create",
      "createMany",
      "import",
      "get",
      "list",
      "update",
      "rotate",
      "endOverlap",
      "revoke",
      "purge",
      "reveal",
      "revealMany",
      "usage",
      "introspect",
      "ownerChanged",
      "prune",
      "roles",
      "changes",
      "permissions",
      "scopes",
      "self",
      "recognizes",
      "verify",
      "verifySync",
      "start",
      "close",
    ]);
  });

  it('warns the process once of peppers: "none", and of nothing otherwise', () => {
    const warn = jest.spyOn(process, "emitWarning").mockReturnValue();
    createKeyring({ store: memoryStore(), peppers: PEPPERS });
    expect(warn).not.toHaveBeenCalled();
    createKeyring({ store: memoryStore(), peppers: "none" });
    expect(warn.mock.calls).toEqual([
      [expect.stringContaining("none"), { type: "LatchkeyWarning", code: "LATCHKEY_NO_PEPPER" }],
    ]);
    warn.mockRestore();
  });
});
