import { createKeyring, systemActor, type KeyringOptions, type Verdict } from "../../src/index.js";
import { fakeClock, memoryStore } from "../../src/testing/index.js";
import { forgedToken, partsOf, withWrongSecret } from "../forged-token.js";
import { insertKeys } from "../insert-keys.js";
import { watchedStore } from "../watched-store.js";

const PEPPER = { version: 1, secret: "pepper one, 32 bytes at the least" };
const NEXT_PEPPER = { version: 2, secret: "pepper two, 32 bytes at the least" };
const system = systemActor("test");

function setup(options: Partial<KeyringOptions> = {}) {
  const store = watchedStore(memoryStore());
  const clock = fakeClock();
  const settings = { store, clock, prefix: "acme", peppers: [PEPPER], roles: { reader: ["bundles:read"] } };
  const keyring = createKeyring({ ...settings, ...options });
  return { store, clock, settings, keyring };
}

describe("a token that is malformed", () => {
  const junk: unknown[] = [
    ...["", " ", "undefined", "null", "[object Object]", "Bearer x", "acme_live_", "\ud800", "%%", "\0"],
    ...["x".repeat(16 * 1024), undefined, null, 0, Number.NaN, true, [], {}, Symbol("x"), () => "x"],
  ];

  it("is invalid_token without a look into the store, asked either way", async () => {
    const { keyring, store } = setup();
    for (const token of junk as string[]) {
      expect(keyring.verifySync(token)).toEqual({ ok: false, reason: "invalid_token" });
      expect(await keyring.verify(token)).toBe(keyring.verifySync(token));
    }
    expect(store.takeReads()).toEqual([]);
  });

  it("is one with a mistake, another prefix or an environment that is not accepted", async () => {
    const { keyring, store } = setup();
    const { token } = await keyring.create({ permissions: [] }, system);
    store.takeReads();
    const parts = partsOf(token);
    const others = [
      `${token.slice(0, -1)}${token.endsWith("0") ? "1" : "0"}`,
      forgedToken({ ...parts, prefix: "other" }),
      forgedToken({ ...parts, env: "test" }),
    ];
    for (const other of others) expect(await keyring.verify(other)).toBe(keyring.verifySync(""));
    expect(store.takeReads()).toEqual([]);
  });

  it("is a stored digest", async () => {
    for (const peppers of [[PEPPER], "none"] as const) {
      jest.spyOn(process, "emitWarning").mockReturnValue();
      const { keyring, store } = setup({ peppers });
      const { key } = await keyring.create({ permissions: [] }, system);
      const row = await store.findKey({ id: key.id });
      store.takeReads();
      expect(row?.digest).toMatch(/sha256\$/);
      expect(await keyring.verify(row?.digest ?? "")).toBe(keyring.verifySync(""));
      expect(store.takeReads()).toEqual([]);
      jest.restoreAllMocks();
    }
  });
});

describe("a token that is well-formed", () => {
  it("opens its key, read once by its id", async () => {
    const { keyring, store } = setup();
    const { key, token } = await keyring.create(
      { name: "CI", orgId: "a", projectId: "p", ownerId: "ann", role: "reader", permissions: ["logs:write"] },
      system,
    );
    store.takeReads();
    const verdict = await keyring.verify(token);
    expect(verdict).toMatchObject({
      ok: true,
      principal: {
        kind: "api-key",
        id: key.id,
        keyId: key.id,
        number: 1,
        name: "CI",
        ownerId: "ann",
        orgId: "a",
        projectId: "p",
        env: "live",
        role: "reader",
        permissions: ["bundles:read", "logs:write"],
      },
    });
    expect(store.takeReads()).toEqual(["findKey"]);
  });

  it("must be awaited: verifySync does not know yet", async () => {
    const { keyring, store } = setup();
    const { token } = await keyring.create({ permissions: [] }, system);
    store.takeReads();
    expect(keyring.verifySync(token)).toBeUndefined();
    expect(keyring.verifySync(withWrongSecret(token))).toBeUndefined();
    expect(store.takeReads()).toEqual([]);
  });

  it("is refused alike, to the very object, for an unknown id, a wrong secret, prefix or environment", async () => {
    const { keyring, store, settings } = setup();
    const { token, key } = await keyring.create({ permissions: [] }, system);
    const wide = createKeyring({ ...settings, prefix: ["other", "acme"], cache: false });
    const parts = partsOf(token);
    store.takeReads();
    const refused = [
      forgedToken({ ...parts, id: "0000000000000000" }),
      withWrongSecret(token),
      forgedToken({ ...parts, prefix: "other" }),
    ];
    for (const other of refused) {
      expect(await wide.verify(other)).toBe(wide.verifySync(""));
      expect(store.takeReads()).toEqual(["findKey"]);
    }
    expect(await wide.verify(token)).toMatchObject({ ok: true });

    const row = await memoryRow(store, key.id);
    for (const moved of [{ prefix: "other" }, { env: "test" }] as const) {
      const rows = memoryStore();
      await insertKeys(rows, [{ ...row, ...moved }]);
      const refusing = createKeyring({ ...settings, prefix: ["other", "acme"], store: rows });
      expect(await refusing.verify(token)).toBe(wide.verifySync(""));
    }
  });

  it("is refused when the store answers with a row that is not exactly the one asked for", async () => {
    const { keyring, store, settings } = setup();
    const { token, key } = await keyring.create({ permissions: [] }, system);
    const row = await memoryRow(store, key.id);
    for (const id of [key.id.toLowerCase(), `${key.id} `, "0000000000000000"]) {
      const loose = { ...store, findKey: async () => ({ ...row, id }) };
      expect(await createKeyring({ ...settings, store: loose }).verify(token)).toMatchObject({
        reason: "invalid_token",
      });
    }
  });

  it("goes on opening its key under a new prefix and a new pepper, as long as the old ones are there", async () => {
    const { keyring, settings } = setup();
    const { token } = await keyring.create({ permissions: [] }, system);
    const { token: unused } = await keyring.create({ permissions: [] }, system);
    const renewed = createKeyring({ ...settings, prefix: ["fresh", "acme"], peppers: [NEXT_PEPPER, PEPPER] });
    expect(await renewed.verify(token)).toMatchObject({ ok: true });
    const fresh = await renewed.create({ permissions: [] }, system);
    expect(fresh.token).toMatch(/^fresh_live_/);
    expect(await renewed.verify(fresh.token)).toMatchObject({ ok: true });

    const forgot = createKeyring({ ...settings, prefix: ["fresh", "acme"], peppers: [NEXT_PEPPER] });
    expect([await forgot.verify(unused), (await forgot.verify(fresh.token)).ok]).toEqual([
      { ok: false, reason: "invalid_token" },
      true,
    ]);
  });

  it("never says more than invalid_token of a row whose digest has no form that is known", async () => {
    const { keyring, store } = setup();
    const { token, key } = await keyring.create({ permissions: [] }, system);
    const row = await memoryRow(store, key.id);
    for (const digest of ["", "$", "none", "md5$x", "hmac-sha256$v1$", row.digest.replace("$v1$", "$v2$")]) {
      const { keyring: other, store: rows } = setup();
      await insertKeys(rows, [{ ...row, digest, revokedAt: 0 }]);
      expect(await other.verify(token)).toBe(other.verifySync(""));
    }
  });
});

describe("the state of a key", () => {
  const START = Date.UTC(2026, 0, 1);

  async function refusalAt(
    token: string,
    wrong: string,
    { keyring, clock }: ReturnType<typeof setup>,
    at: number,
  ) {
    clock.set(at);
    // Whatever its state, a wrong secret hears nothing of it.
    expect(await keyring.verify(wrong)).toBe(keyring.verifySync(""));
    const verdict: Verdict = await keyring.verify(token);
    return verdict.ok ? "ok" : verdict.reason;
  }

  it("counts from notBefore on and until expiresAt, to the millisecond", async () => {
    const ring = setup();
    const times = { notBefore: START + 1_000, expiresAt: START + 2_000 };
    const { token } = await ring.keyring.create({ permissions: [], ...times }, system);
    const at = (time: number) => refusalAt(token, withWrongSecret(token), ring, time);
    expect(await at(START)).toBe("key_not_yet_valid");
    expect(await at(START + 999)).toBe("key_not_yet_valid");
    expect(await at(START + 1_000)).toBe("ok");
    expect(await at(START + 1_999)).toBe("ok");
    expect(await at(START + 2_000)).toBe("key_expired");
    expect(await at(START + 1e12)).toBe("key_expired");
  });

  it("is told to who has proved the secret, and to nobody else", async () => {
    const ring = setup();
    const { keyring } = ring;
    const { key, token } = await keyring.create({ permissions: [], expiresAt: START + 1_000 }, system);
    const at = (time: number) => refusalAt(token, withWrongSecret(token), ring, time);

    await keyring.update({ id: key.id }, { enabled: false }, system);
    expect(await at(START)).toBe("key_disabled");
    expect(await at(START + 1_000)).toBe("key_expired");
    await keyring.revoke({ id: key.id }, system);
    expect(await at(START + 1_000)).toBe("key_revoked");
    expect(await at(START)).toBe("key_revoked");
    expect(keyring.verifySync(withWrongSecret(token))).toBeUndefined();
  });
});

async function memoryRow(store: ReturnType<typeof watchedStore>, id: string) {
  const row = await store.findKey({ id });
  if (row === null) throw new Error("no such row");
  return row;
}
