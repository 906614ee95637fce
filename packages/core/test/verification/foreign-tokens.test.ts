import { createHmac } from "node:crypto";

import { hash as bcryptHash } from "bcrypt";

import { bcryptDigest } from "../../src/bcrypt/index.js";
import {
  systemActor,
  type ForeignTokens,
  type ImportKey,
  type Keyring,
  type KeyringOptions,
  type KeyStore,
} from "../../src/index.js";
import { memoryStore } from "../../src/testing/index.js";
import { BLIND, LEGACY, LEGACY_SECRET, OLD, sha256, STRONG, WEAK } from "../foreign/legacy.js";
import { PEPPER, ring } from "../keyring/ring.js";

const system = systemActor("test");
const NEWER = { version: 2, secret: "another pepper of thirty-two bytes or more" };
const INVALID = { ok: false, reason: "invalid_token" };
const both: Partial<KeyringOptions> = { foreign: [LEGACY, OLD], digests: [bcryptDigest()] };

async function bring(keyring: Keyring, input: Partial<ImportKey> & { foreign: string }): Promise<string> {
  const [outcome] = await keyring.import([{ permissions: [], ...input }], system);
  if (outcome?.outcome !== "imported" || outcome.key === null) throw new Error(JSON.stringify(outcome));
  return outcome.key.id;
}

async function alter(store: KeyStore, number: number, columns: object): Promise<void> {
  await store.transact(async (tx) => {
    const row = await tx.findKey({ number });
    if (row !== null) await tx.updateKey({ ...row, ...columns });
  });
}

/** Closing ends what is made anew in the background. */
async function settled(keyring: Keyring): Promise<void> {
  await keyring.close();
}

describe("tokens of another system", () => {
  it("cost two reads the first time, and none from then on", async () => {
    const made = ring(both);
    await bring(made.keyring, { foreign: "old", token: BLIND });
    const before = made.reads();
    expect(made.keyring.verifySync(BLIND)).toBeUndefined();
    expect((await made.keyring.verify(BLIND)).ok).toBe(true);
    expect(made.reads() - before).toBe(2);
    expect(made.keyring.verifySync(BLIND)?.ok).toBe(true);
    expect((await made.keyring.verify(BLIND)).ok).toBe(true);
    expect(made.reads() - before).toBe(2);
    await made.keyring.close();
  });

  it("are looked for once, however many ask for one at the same time", async () => {
    const made = ring(both);
    await bring(made.keyring, { foreign: "old", token: BLIND });
    const before = made.reads();
    const verdicts = await Promise.all(Array.from({ length: 200 }, () => made.keyring.verify(BLIND)));
    expect(verdicts.every(({ ok }) => ok)).toBe(true);
    expect(made.reads() - before).toBe(2);
    await made.keyring.close();
  });

  it("count for nothing where no kind of them is declared, nor where `match` throws or gives nonsense", async () => {
    const { keyring, store } = ring(both);
    await bring(keyring, { foreign: "legacy", token: STRONG });
    const thrown: ForeignTokens = {
      ...LEGACY,
      match: () => {
        throw new Error("no");
      },
    };
    for (const foreign of [
      [],
      [thrown],
      [{ ...LEGACY, match: () => "ä" }],
      [{ ...LEGACY, match: () => 7 as never }],
    ]) {
      const other = ring({ store, foreign });
      expect(await other.keyring.verify(STRONG)).toEqual(INVALID);
      expect(other.reads()).toBe(0);
      expect(other.keyring.recognizes(STRONG)).toBe(false);
    }
    expect(keyring.recognizes(STRONG)).toBe(true);
  });

  it("are asked about only where a token could be one: not in the keyring's own shape, too long, or beyond ASCII", async () => {
    const asked: string[] = [];
    const { keyring } = ring({
      foreign: [{ name: "all", lookup: "blind", match: (token) => (asked.push(token), "") }],
    });
    const { token } = await keyring.create({ permissions: [] }, system);
    for (const each of [token, `${token}x`, "acme_test_x", "x".repeat(257), "tökén", "a b", "", " "])
      await keyring.verify(each);
    expect(asked).toEqual([]);
    await keyring.verify("x".repeat(256));
    expect(asked.length).toBeGreaterThan(0);
  });

  it("stop with their key: revoked, disabled, expired; and hear why, as everybody who proves a secret", async () => {
    const { keyring } = ring(both);
    const id = await bring(keyring, { foreign: "legacy", token: STRONG });
    expect((await keyring.verify(STRONG)).ok).toBe(true);
    await keyring.update({ id }, { enabled: false }, system);
    expect(await keyring.verify(STRONG)).toEqual({ ok: false, reason: "key_disabled" });
    await keyring.revoke({ id }, system);
    expect(await keyring.verify(STRONG)).toEqual({ ok: false, reason: "key_revoked" });
    expect(await keyring.verify(`${STRONG}x`)).toEqual(INVALID);
    await keyring.close();
  });

  it("go on working in the overlap of a rotation, and not behind it", async () => {
    const { keyring, store, clock } = ring(both);
    const id = await bring(keyring, { foreign: "old", token: BLIND });
    const { token } = await keyring.rotate({ id }, system, { overlap: 60 });
    expect(token).toMatch(/^acme_live_/);
    for (const each of [token, BLIND]) expect((await keyring.verify(each)).ok).toBe(true);
    clock.advance(61_000);
    expect(await keyring.verify(BLIND)).toEqual(INVALID);
    expect((await keyring.verify(token)).ok).toBe(true);
    await keyring.endOverlap({ id }, system);
    const row = await store.findKey({ id });
    expect(row).toMatchObject({ previousDigest: null });
    expect(row?.lookup).toMatch(/^spent:blind:v1:/);
    await keyring.close();
  });

  it("are refused at once when a rotation leaves no overlap, and leave nothing to be found by", async () => {
    const { keyring, store } = ring(both);
    const id = await bring(keyring, { foreign: "old", token: BLIND });
    await keyring.rotate({ id }, system, { overlap: 0 });
    expect(await keyring.verify(BLIND)).toEqual(INVALID);
    expect((await store.findKey({ id }))?.lookup).toMatch(/^spent:blind:v1:/);
  });

  it("cannot be imported anew once they were replaced: whoever has a leaked one would be let in again", async () => {
    for (const overlap of [0, 60]) {
      const { keyring } = ring(both);
      const input = { foreign: "old", token: BLIND, permissions: [] };
      const id = await bring(keyring, input);
      await keyring.rotate({ id }, system, { overlap });
      await keyring.endOverlap({ id }, system);
      expect(await keyring.import([input], system)).toEqual([{ outcome: "duplicate", id }]);
      expect(await keyring.verify(BLIND)).toEqual(INVALID);
      await keyring.close();
    }
  });

  it("can be imported anew once their key was purged", async () => {
    const made = ring(both);
    const { keyring, clock } = made;
    const id = await bring(keyring, { foreign: "old", token: BLIND });
    expect((await keyring.verify(BLIND)).ok).toBe(true);
    await keyring.revoke({ id }, system);
    clock.advance(1_000);
    await keyring.purge({ revokedBefore: clock.now() }, system);
    const again = await bring(keyring, { foreign: "old", token: BLIND });
    expect(again).not.toBe(id);
    expect(await keyring.verify(BLIND)).toMatchObject({ ok: true, principal: { keyId: again } });
    await keyring.close();
  });

  it("open the key that has them now, also where another had them that is still in memory", async () => {
    const { keyring, store } = ring(both);
    await bring(keyring, { foreign: "old", token: BLIND });
    expect((await keyring.verify(BLIND)).ok).toBe(true);
    const row = await store.findKey({ number: 1 });
    // As by another process, whose change is not known here yet.
    await alter(store, 1, { lookup: null });
    const other = ring({ ...both, store });
    const id = await bring(other.keyring, { foreign: "old", token: BLIND });
    await alter(store, 1, { digest: "hmac-sha256$v1$x", version: (row?.version ?? 0) + 1 });
    await keyring.update({ number: 1 }, { name: "touched" }, system);
    expect(await keyring.verify(BLIND)).toMatchObject({ ok: true, principal: { keyId: id } });
    await keyring.close();
  });

  it("go on working in every spelling that the other system took", async () => {
    const spelled: ForeignTokens = {
      name: "spelled",
      lookup: "blind",
      match: (token) => (/^(?:tok-)?[0-9a-f]{32}$/i.test(token) ? "" : null),
      hashed: (token) => token.replace(/^tok-/, "").toLowerCase(),
    };
    const hex = "9f86d081884c7d659a2feaa0c55ad015";
    const made = ring({ foreign: [spelled] });
    await bring(made.keyring, { foreign: "spelled", hash: sha256(hex) });
    for (const options of [{}, { store: made.store }]) {
      const { keyring } = "store" in options ? ring({ foreign: [spelled], ...options }) : made;
      for (const token of [hex, `tok-${hex}`, hex.toUpperCase()])
        expect([token, (await keyring.verify(token)).ok]).toEqual([token, true]);
      await settled(keyring);
    }
    expect((await made.store.findKey({ number: 1 }))?.digest).toMatch(/^hmac-sha256\$v1\$/);
  });

  it("can be shown again where tokens are retrievable", async () => {
    const reveal = { sealingKeys: [{ version: 1, secret: "a sealing key of thirty-two bytes" }] };
    const { keyring } = ring({ ...both, reveal });
    for (const [foreign, token] of [
      ["legacy", STRONG],
      ["legacy", WEAK],
      ["old", BLIND],
    ] as const)
      expect(await keyring.reveal({ id: await bring(keyring, { foreign, token }) }, system)).toBe(token);
  });

  it("name their key where keys are named by tokens, and are introspected", async () => {
    const { keyring } = ring(both);
    const ids = [
      await bring(keyring, { foreign: "legacy", token: STRONG }),
      await bring(keyring, { foreign: "old", token: BLIND }),
    ];
    for (const [index, token] of [STRONG, BLIND].entries()) {
      expect((await keyring.get({ token }, system)).id).toBe(ids[index]);
      expect((await keyring.introspect(token, system))?.id).toBe(ids[index]);
    }
    expect(await keyring.introspect(`${BLIND}0`, system)).toBeNull();
  });

  it("are shown by what is public of them, and found by it", async () => {
    const { keyring } = ring(both);
    const id = await bring(keyring, { foreign: "legacy", token: STRONG });
    expect((await keyring.get({ id }, system)).hint).toBe("lg_00000001…");
    expect((await keyring.list({ q: "lg_00000001" }, system)).data.map((key) => key.id)).toEqual([id]);
  });

  it("are those of an HMAC, whose secret only the configuration has", async () => {
    const hmac = (secret: string): ForeignTokens => ({ ...OLD, hash: { hmac: "sha256", secret } });
    const hash = createHmac("sha256", "theirs").update(BLIND).digest("base64");
    const { keyring, store } = ring({ foreign: [hmac("theirs")] });
    await bring(keyring, { foreign: "old", hash });
    expect((await keyring.verify(BLIND)).ok).toBe(true);
    expect(await ring({ store, foreign: [hmac("another")] }).keyring.verify(BLIND)).toEqual(INVALID);
  });

  it("are compared by the part that was hashed", async () => {
    const { keyring } = ring({ foreign: [LEGACY_SECRET], digests: [bcryptDigest()] });
    const [publicPart = "", secret = ""] = STRONG.split(".");
    await bring(keyring, { foreign: "legacy", publicPart, hash: await bcryptHash(secret, 10) });
    expect((await keyring.verify(STRONG)).ok).toBe(true);
    expect(await keyring.verify(`${STRONG}x`)).toEqual(INVALID);
  });

  it("never pass by the first 72 bytes that bcrypt looks at", async () => {
    const { keyring } = ring({ ...both, foreign: [LEGACY] });
    const long = `lg_00000001.${"x1Y2".repeat(20)}`;
    await bring(keyring, { foreign: "legacy", publicPart: "lg_00000001", hash: await bcryptHash(long, 10) });
    expect(await keyring.verify(`${long}another`)).toEqual(INVALID);
  });
});

describe("rows of imported keys", () => {
  it("are of no use in another row: digests are bound to theirs", async () => {
    const { keyring, store } = ring(both);
    await bring(keyring, { foreign: "legacy", token: STRONG, permissions: [] });
    await bring(keyring, {
      foreign: "legacy",
      publicPart: "lg_00000007",
      hash: sha256("x"),
      permissions: ["*:*"],
    });
    const [own, strong] = [await store.findKey({ number: 1 }), await store.findKey({ number: 2 })];
    await alter(store, 1, { lookup: null });
    await alter(store, 2, { lookup: own?.lookup, digest: own?.digest });
    expect(strong).not.toBeNull();
    expect(await ring({ ...both, store }).keyring.verify(STRONG)).toEqual(INVALID);
  });

  it.each([
    ["SHA-2", () => sha256(STRONG)],
    ["bcrypt", () => bcryptHash(STRONG, 10)],
  ])("of %s are of no use in another row either", async (_what, hash) => {
    const { keyring, store } = ring(both);
    await bring(keyring, { foreign: "legacy", publicPart: "lg_00000001", hash: await hash() });
    await bring(keyring, {
      foreign: "legacy",
      publicPart: "lg_00000007",
      hash: sha256("x"),
      permissions: ["*:*"],
    });
    const own = await store.findKey({ number: 1 });
    await alter(store, 1, { lookup: null });
    await alter(store, 2, { lookup: own?.lookup, digest: own?.digest });
    expect(await ring({ ...both, store }).keyring.verify(STRONG)).toEqual(INVALID);
  });

  it("that somebody has put a hash of a chosen token into open nothing", async () => {
    const { keyring, store } = ring(both);
    await bring(keyring, { foreign: "legacy", publicPart: "lg_00000001", hash: sha256("not theirs") });
    const seal = "A".repeat(43);
    const digest = Buffer.from(sha256(STRONG), "hex").toString("base64url");
    for (const planted of [
      `imported$v1$${seal}$sha256:${digest}`,
      `imported$v1$${seal}`,
      `imported$v1$${digest}`,
      `sha256$${digest}`,
      `bcrypt$v1$${seal}raw${await bcryptHash(STRONG, 10)}`,
      `bcrypt$v1$${seal}${await bcryptHash(STRONG, 10)}`,
    ]) {
      await alter(store, 1, { digest: planted });
      expect(await ring({ ...both, store }).keyring.verify(STRONG)).toEqual(INVALID);
    }
  });
});

describe("digests of imported keys", () => {
  it.each([
    ["SHA-2", () => sha256(STRONG), /^imported\$v1\$/],
    ["bcrypt", () => bcryptHash(STRONG, 10), /^bcrypt\$v1\$.{43}raw\$2b\$10\$/],
  ])("of %s become HMAC at the first use of a strong token", async (_what, hash, before) => {
    const { keyring, store } = ring(both);
    const id = await bring(keyring, { foreign: "legacy", publicPart: "lg_00000001", hash: await hash() });
    expect((await store.findKey({ id }))?.digest).toMatch(before);
    expect((await keyring.verify(STRONG)).ok).toBe(true);
    await settled(keyring);
    expect(await store.findKey({ id })).toMatchObject({
      digest: expect.stringMatching(/^hmac-sha256\$v1\$/) as string,
      version: 1,
    });
    expect((await ring({ ...both, store }).keyring.verify(STRONG)).ok).toBe(true);
  });

  it("of a weak token become bcrypt and stay it", async () => {
    const { keyring, store } = ring(both);
    const id = await bring(keyring, { foreign: "legacy", publicPart: "lg_00000002", hash: sha256(WEAK) });
    expect((await keyring.verify(WEAK)).ok).toBe(true);
    await settled(keyring);
    const kept = (await store.findKey({ id }))?.digest ?? "";
    expect(kept).toMatch(/^bcrypt\$v1\$.{43}\$2b\$10\$/);
    const next = ring({ ...both, store });
    expect((await next.keyring.verify(WEAK)).ok).toBe(true);
    await settled(next.keyring);
    expect(next.writes()).toBe(0);
  });

  it("and blind lookups move to a new pepper on use, whereupon the old one can go", async () => {
    const { keyring, store } = ring(both);
    const id = await bring(keyring, { foreign: "old", token: BLIND });
    expect((await store.findKey({ id }))?.lookup).toMatch(/^blind:v1:[A-Za-z0-9_-]{43}$/);
    const rotating = ring({ ...both, store, peppers: [NEWER, PEPPER] });
    expect((await rotating.keyring.verify(BLIND)).ok).toBe(true);
    await settled(rotating.keyring);
    const row = await store.findKey({ id });
    expect(row?.lookup).toMatch(/^blind:v2:/);
    expect(row?.digest).toMatch(/^hmac-sha256\$v2\$/);
    expect((await ring({ ...both, store, peppers: [NEWER] }).keyring.verify(BLIND)).ok).toBe(true);
  });

  it("the lookup of a token that was replaced goes when the new one is used under a newer pepper", async () => {
    const { keyring, store } = ring(both);
    const id = await bring(keyring, { foreign: "old", token: BLIND });
    const { token } = await keyring.rotate({ id }, system, { overlap: 1 });
    const later = ring({ ...both, store, peppers: [NEWER, PEPPER] });
    later.clock.advance(10_000);
    expect((await later.keyring.verify(token)).ok).toBe(true);
    await settled(later.keyring);
    expect((await store.findKey({ id }))?.lookup).toMatch(/^spent:blind:v1:/);
  });

  it("cost no write where nothing is to be made anew: of a revoked key, and while the older token still works", async () => {
    const { keyring, store } = ring(both);
    const ids = [
      await bring(keyring, { foreign: "legacy", publicPart: "lg_00000001", hash: sha256(STRONG) }),
      await bring(keyring, { foreign: "old", token: BLIND }),
    ];
    await keyring.revoke({ id: ids[0] ?? "" }, system);
    const { token } = await keyring.rotate({ id: ids[1] ?? "" }, system, { overlap: 3_600 });
    const later = ring({ ...both, store, peppers: [NEWER, PEPPER], cache: false });
    await later.keyring.verify(token);
    await settled(later.keyring);
    const again = ring({ ...both, store, peppers: [NEWER, PEPPER], cache: false });
    for (let round = 0; round < 5; round++) {
      expect((await again.keyring.verify(token)).ok).toBe(true);
      expect(await again.keyring.verify(STRONG)).toEqual({ ok: false, reason: "key_revoked" });
    }
    await settled(again.keyring);
    expect(again.writes()).toBe(0);
  });
});

describe("the option `foreign`", () => {
  it.each([
    [{ foreign: {} }, /`foreign` must be a list/],
    [{ foreign: [{ ...LEGACY, name: "Legacy!" }] }, /`foreign\[0\].name` must be 1 to 32 characters/],
    [{ foreign: [{ ...LEGACY, match: undefined }] }, /`foreign\[0\].match` must be a function/],
    [{ foreign: [{ ...LEGACY, lookup: "open" }] }, /`foreign\[0\].lookup` must be "public" or "blind"/],
    [{ foreign: [{ ...LEGACY, macth: "x" }] }, /`macth` is unknown; did you mean `match`\?/],
    [{ foreign: [{ ...LEGACY, hashed: "x" }] }, /`foreign\[0\].hashed` must be a function/],
    [{ foreign: [LEGACY, OLD, LEGACY] }, /`foreign` names one kind twice/],
    [{ foreign: [LEGACY], peppers: "none" }, /`peppers` must hold a pepper for `foreign`/],
  ])("is checked: %#", (options, message) => {
    expect(() => ring({ ...(options as object), store: memoryStore() })).toThrow(message);
  });
});
