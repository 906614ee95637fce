import { inspect } from "node:util";

import { bcryptDigest } from "../../src/bcrypt/index.js";
import { createKeyring, systemActor, type KeyringOptions } from "../../src/index.js";
import { memoryStore } from "../../src/testing/index.js";
import { forgedToken, partsOf, withWrongSecret } from "../forged-token.js";

const PEPPERS = [
  { version: 2, secret: "CanaryPepperTwo-0123456789-abcdefgh" },
  { version: 1, secret: "CanaryPepperOne-0123456789-abcdefgh" },
];
const system = systemActor("test");

/** All that util.inspect, JSON and a stack can show of a value. */
function shown(value: unknown): string {
  const json = value === undefined || typeof value === "function" ? "" : JSON.stringify(value);
  const stack = value instanceof Error ? `${value.stack} ${String(value.cause)}` : "";
  return [
    inspect(value, { depth: 10, showHidden: true, getters: true, maxStringLength: null }),
    json,
    stack,
  ].join("\n");
}

/** The same bytes as text, hexadecimal (also as a Buffer shows them), base64 and base64url. */
function spellings(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const hex = bytes.toString("hex");
  return [
    secret,
    hex,
    hex.replace(/..(?!$)/g, "$& "),
    bytes.toString("base64").replace(/=+$/, ""),
    bytes.toString("base64url"),
  ];
}

/** SECURITY.md 31, DESIGN.md §10 P5. */
describe.each<[string, Partial<KeyringOptions>]>([
  ["hmac-sha256", {}],
  ["bcrypt", { digests: [bcryptDigest({ queue: 0 })], digest: "bcrypt" }],
])("with %s, nothing shows a pepper, a token or its secret:", (_, options) => {
  const store = memoryStore();
  const settings = { store, peppers: PEPPERS, roles: { reader: ["a:b"] }, ...options };
  const keyring = createKeyring(settings);
  let token: string;
  let id: string;
  let digest: string;

  beforeAll(async () => {
    const created = await keyring.create({ role: "reader" }, system);
    token = created.token;
    id = created.key.id;
    digest = (await store.findKey({ id }))?.digest ?? "";
    // What is made late, and might be kept, is made before anything is shown.
    await keyring.verify(token);
    await keyring.verify(forgedToken({ ...partsOf(token), id: "0000000000000000" }));
  });

  function expectNothingIn(value: unknown): void {
    const text = shown(value);
    const wrong = withWrongSecret(token);
    const secrets = [
      token,
      partsOf(token).secret,
      wrong,
      partsOf(wrong).secret,
      ...PEPPERS.map(({ secret }) => secret),
    ];
    expect(secrets.flatMap(spellings).filter((spelling) => text.includes(spelling))).toEqual([]);
  }

  it("the keyring", () => {
    expect(shown(keyring)).toContain("verifySync");
    expectNothingIn(keyring);
    for (const method of Object.values(keyring)) expectNothingIn(method);
  });

  it("verdicts and principals, good and bad", async () => {
    const unknown = forgedToken({ ...partsOf(token), id: "0000000000000000" });
    for (const presented of [token, withWrongSecret(token), unknown, `${token}x`]) {
      const verdict = await keyring.verify(presented);
      expectNothingIn(verdict);
      expect(shown(verdict)).not.toContain(digest);
      if (verdict.ok) expectNothingIn(verdict.principal);
    }
  });

  it("the key as management methods answer it, and its row and changes as the store keeps them", async () => {
    expectNothingIn(await keyring.get({ id }, system));
    expectNothingIn(await keyring.list({}, system));
    expectNothingIn(await store.findKey({ id }));
    expectNothingIn(await store.scanChanges({ order: "seq", within: { by: "all" }, limit: 10 }));
  });

  it("errors of management methods that were handed a token in the place of something else", async () => {
    const wrong = [
      () => keyring.get({ id: token }, system),
      () => keyring.list({ cursor: token }, system),
      () => keyring.list({ q: token, status: token as "active" }, system),
      () => keyring.create({ role: token }, system),
      () => keyring.create({ permissions: [token] }, system),
      () => keyring.create({ expiresAt: token as never }, system),
      () => keyring.update({ id }, { enabled: token as never }, system),
      () =>
        keyring.self({ kind: "user", id: "ann", grants: [{ org: "a", permissions: [token], reach: "all" }] }),
      () => keyring.self({ kind: "key", keyId: token }),
    ];
    for (const call of wrong) {
      const fault: unknown = await call().then(
        () => new Error("was accepted"),
        (error: unknown) => error,
      );
      expect(fault).toMatchObject({ code: expect.any(String) as string });
      expectNothingIn(fault);
    }
  });

  it("errors of a store that is down", async () => {
    const down = {
      ...store,
      findKey: () => Promise.reject(new Error("down")),
      transact: () => Promise.reject(new Error("down")),
    };
    const broken = createKeyring({ ...settings, store: down });
    expectNothingIn(await broken.verify(token));
    expectNothingIn(await broken.get({ id }, system).catch((error: unknown) => error));
    expectNothingIn(await broken.create({ permissions: [] }, system).catch((error: unknown) => error));
  });

  it("warnings", () => {
    const warn = jest.spyOn(process, "emitWarning").mockReturnValue();
    createKeyring({ store, peppers: "none" });
    expectNothingIn(warn.mock.calls);
    warn.mockRestore();
  });
});
