import {
  createKeyring,
  type DigestFactory,
  type KeyringOptions,
  type LatchkeyError,
} from "../../src/index.js";
import { LONGEST_OVERLAP } from "../../src/policy/policy.js";
import { changesOf } from "../changes-of.js";
import { codeOf, PEPPER, ring, user } from "./ring.js";

const admin = user("u1", { permissions: ["*:*"] });
const DAY = 86_400_000;

async function withKey(options: Partial<KeyringOptions> = {}, input: object = {}) {
  const made = ring(options);
  const { key, token } = await made.keyring.create({ permissions: ["bundles:read"], ...input }, admin);
  const { verify } = made.keyring;
  return {
    ...made,
    key,
    token,
    ref: { id: key.id },
    works: async (...tokens: string[]) => Promise.all(tokens.map(async (each) => (await verify(each)).ok)),
    row: () => made.store.findKey({ id: key.id }),
  };
}

describe("rotating a key", () => {
  it("gives it another token; id, number and everything else stay", async () => {
    const { keyring, clock, key, token, ref, works } = await withKey();
    clock.advance(1000);
    const rotated = await keyring.rotate(ref, admin);
    const { rotation, version, updatedAt, ...same } = rotated.key;
    expect({ ...same, rotation: null, version: 1, updatedAt: key.updatedAt }).toEqual(key);
    expect([version, updatedAt]).toEqual([2, clock.now()]);
    expect(rotation).toEqual({ overlapEndsAt: clock.now() + DAY, oldSecretLastUsedAt: null });
    expect(rotated.token).not.toBe(token);
    expect(rotated.token.split("_").slice(0, 3)).toEqual(["acme", "live", key.id]);
    expect(await works(token, rotated.token)).toEqual([true, true]);
    expect(await keyring.get(ref, admin)).toEqual(rotated.key);
  });

  it("lets the old token work for as long as was asked, to the millisecond", async () => {
    const { keyring, clock, token, ref, works } = await withKey();
    const rotated = await keyring.rotate(ref, admin, { overlap: 60 });
    clock.advance(59_999);
    expect(await works(token, rotated.token)).toEqual([true, true]);
    clock.advance(1);
    expect(await works(token, rotated.token)).toEqual([false, true]);
    expect(await keyring.verify(token)).toEqual({ ok: false, reason: "invalid_token" });
    expect((await keyring.get(ref, admin)).rotation).toBeNull();
  });

  it("lets it work for as long as the policy says otherwise", async () => {
    const { keyring, clock, ref } = await withKey({ policy: { overlap: 5 } });
    const { key } = await keyring.rotate(ref, admin);
    expect(key.rotation?.overlapEndsAt).toBe(clock.now() + 5000);
  });

  it("never lets it work past the key's expiry", async () => {
    const { keyring, clock, ref } = await withKey({}, { expiresAt: Date.UTC(2026, 0, 1, 0, 1) });
    const { key } = await keyring.rotate(ref, admin);
    expect(key.rotation?.overlapEndsAt).toBe(clock.now() + 60_000);
  });

  it("ends it at once with an overlap of 0, and keeps nothing of it", async () => {
    const { keyring, token, ref, works, row } = await withKey();
    const rotated = await keyring.rotate(ref, admin, { overlap: 0 });
    expect(rotated.key.rotation).toBeNull();
    expect(await works(token, rotated.token)).toEqual([false, true]);
    expect(await row()).toMatchObject({ previousDigest: null, previousExpiresAt: null });
  });

  it("mints with the keyring's first prefix; the older one's token works on in the overlap", async () => {
    const { store, clock, token, ref } = await withKey();
    const peppers = [PEPPER];
    const renamed = createKeyring({ store, clock, peppers, prefix: ["fresh", "acme"] });
    const rotated = await renamed.rotate(ref, admin);
    expect(rotated.token).toMatch(/^fresh_live_/);
    expect(rotated.key.hint).toMatch(/^fresh_live_/);
    expect((await renamed.verify(token)).ok).toBe(true);
    expect((await renamed.verify(rotated.token)).ok).toBe(true);
  });

  it("keeps the environment of the key", async () => {
    const { keyring, ref } = await withKey({ environments: ["live", "test"] }, { env: "test" });
    expect((await keyring.rotate(ref, admin)).token).toMatch(/^acme_test_/);
  });

  it("rotates keys that are disabled or scheduled, and they stay so", async () => {
    const { keyring, ref, key } = await withKey({}, { notBefore: Date.UTC(2027, 0, 1) });
    expect((await keyring.rotate(ref, admin)).key.status).toBe("scheduled");
    await keyring.update({ id: key.id }, { enabled: false }, admin);
    expect((await keyring.rotate(ref, admin, { overlap: 0 })).key.status).toBe("disabled");
  });

  it("refuses keys that never work again: revoked, and expired", async () => {
    const { keyring, clock, ref, writes } = await withKey({}, { expiresAt: Date.UTC(2026, 0, 2) });
    clock.advance(DAY);
    const before = writes();
    const expired = await keyring.rotate(ref, admin).catch((error: LatchkeyError) => error);
    expect(expired).toMatchObject({ code: "key_expired" });
    expect(expired).not.toHaveProperty("ofActor");
    expect(writes()).toBe(before);
    await keyring.revoke(ref, admin);
    for (const overlap of [0, 1])
      expect(await codeOf(keyring.rotate(ref, admin, { overlap }))).toBe("key_revoked");
  });

  it.each([-1, 0.5, Number.NaN, LONGEST_OVERLAP + 1, "60", null, [60]])(
    "refuses an overlap of %j",
    async (overlap) => {
      const { keyring, ref, writes } = await withKey();
      const before = writes();
      const refused = keyring.rotate(ref, admin, { overlap: overlap as number });
      await expect(refused).rejects.toMatchObject({
        code: "invalid_field",
        errors: [{ path: ["overlap"], message: "must be a whole number of seconds from 0 to 2592000" }],
      });
      expect(writes()).toBe(before);
    },
  );

  it("takes the longest overlap, and no other option", async () => {
    const { keyring, clock, ref } = await withKey();
    expect(await codeOf(keyring.rotate(ref, admin, { grace: 1 } as object))).toBe("unknown_field");
    const { key } = await keyring.rotate(ref, admin, { overlap: LONGEST_OVERLAP });
    expect(key.rotation?.overlapEndsAt).toBe(clock.now() + 30 * DAY);
  });
});

describe("rotating while an overlap runs", () => {
  it("is rotation_in_progress, which writes nothing, until it has ended", async () => {
    const { keyring, clock, token, ref, works, writes } = await withKey();
    const second = await keyring.rotate(ref, admin, { overlap: 60 });
    const before = writes();
    expect(await codeOf(keyring.rotate(ref, admin, { overlap: 1 }))).toBe("rotation_in_progress");
    expect(writes()).toBe(before);
    clock.advance(60_000);
    const third = await keyring.rotate(ref, admin, { overlap: 1 });
    expect(await works(token, second.token, third.token)).toEqual([false, true, true]);
  });

  it("always works with an overlap of 0, and ends both older tokens", async () => {
    const { keyring, token, ref, works } = await withKey();
    const second = await keyring.rotate(ref, admin);
    const third = await keyring.rotate(ref, admin, { overlap: 0 });
    expect(await works(token, second.token, third.token)).toEqual([false, false, true]);
  });

  it("succeeds for one of fifty at once, and the others write nothing", async () => {
    const { keyring, store, token, ref, works } = await withKey();
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, () =>
        keyring.rotate(ref, admin).catch((error: LatchkeyError) => error.code),
      ),
    );
    const [rotated, ...further] = outcomes.filter((outcome) => typeof outcome !== "string");
    expect(further).toEqual([]);
    expect(outcomes.filter((outcome) => outcome === "rotation_in_progress")).toHaveLength(49);
    expect(await works(token, rotated?.token ?? "")).toEqual([true, true]);
    expect(rotated?.key.version).toBe(2);
    expect((await changesOf(store)).map(({ action }) => action)).toEqual(["key.created", "key.rotated"]);
  });

  it("leaves one token of fifty at once with an overlap of 0: the last to be written", async () => {
    const { keyring, token, ref, works, row } = await withKey();
    const all = await Promise.all(
      Array.from({ length: 50 }, () => keyring.rotate(ref, admin, { overlap: 0 })),
    );
    const working = await works(token, ...all.map((rotated) => rotated.token));
    expect(working.filter(Boolean)).toHaveLength(1);
    const last = all.find(({ key }) => key.version === 51);
    expect(await works(last?.token ?? "")).toEqual([true]);
    expect((await row())?.version).toBe(51);
  });
});

describe("who may rotate", () => {
  const maker = user("u2", { permissions: ["api-keys:rotate", "bundles:read"] });

  it("needs api-keys:rotate, and holds what the key holds", async () => {
    const { keyring, ref, writes } = await withKey();
    const before = writes();
    const rotate = (permissions: string[], grant: object = {}) =>
      codeOf(keyring.rotate(ref, user("u2", { permissions, ...grant })));
    expect(await rotate(["bundles:read", "api-keys:update"])).toBe("insufficient_permissions");
    expect(await rotate(["api-keys:rotate"])).toBe("ceiling_exceeded");
    expect(await rotate(["*:*"], { org: "b" })).toBe("not_found");
    expect(await rotate(["*:*"], { reach: "own" })).toBe("not_found");
    expect(writes()).toBe(before);
    expect(await codeOf(keyring.rotate(ref, maker))).toBe("resolved");
  });

  it("is decided again under the lock, with the key as it is then", async () => {
    const { keyring, ref, token, works, beforeNextWrite } = await withKey();
    beforeNextWrite(() => keyring.update(ref, { permissions: ["bundles:write"] }, admin));
    expect(await codeOf(keyring.rotate(ref, maker))).toBe("ceiling_exceeded");
    beforeNextWrite(() => keyring.revoke(ref, admin));
    expect(await codeOf(keyring.rotate(ref, admin))).toBe("key_revoked");
    expect(await works(token)).toEqual([false]);
  });

  it("includes a key for itself, with its own permission", async () => {
    const { keyring, ref, token, key } = await withKey({}, { permissions: ["api-keys:rotate"] });
    const { token: fresh } = await keyring.rotate(ref, { kind: "key", keyId: key.id }, { overlap: 0 });
    expect([(await keyring.verify(token)).ok, (await keyring.verify(fresh)).ok]).toEqual([false, true]);
  });
});

describe("the new secret", () => {
  /** Says when the digest of a token begins to be made and when it has been; slow, as bcrypt is. */
  function slow(events: string[]): DigestFactory {
    return () => ({
      name: "slow",
      async create({ id, token }) {
        const isOfKey = token.startsWith("acme");
        if (isOfKey) events.push("digesting");
        await new Promise((resolve) => setTimeout(resolve, 20));
        if (isOfKey) events.push("digested");
        return `slow$${id}$${token.length}`;
      },
      matches: () => false,
    });
  }

  it("is made after the first decision and before the lock", async () => {
    const events: string[] = [];
    const { store, ref } = await withKey({ digests: [slow(events)], digest: "slow" });
    const { transact } = store;
    const watched = ring({
      digests: [slow(events)],
      digest: "slow",
      store: {
        ...store,
        transact: (work) =>
          transact((tx) => {
            events.push("locked");
            return work(tx);
          }),
      },
    });
    events.length = 0;
    await codeOf(watched.keyring.rotate(ref, user("u2", { permissions: ["api-keys:rotate"] })));
    expect(events).toEqual([]);
    await watched.keyring.rotate(ref, admin);
    expect(events).toEqual(["digesting", "digested", "locked"]);
  });

  it("is not lost by a store that fails right after it was written", async () => {
    const { store, ref, works } = await withKey();
    let written = false;
    const gone = () => Promise.reject(new Error("gone"));
    const failing = ring({
      store: {
        ...store,
        findKey: (wanted) => (written ? gone() : store.findKey(wanted)),
        findRoles: (query) => (written ? gone() : store.findRoles(query)),
        readUsage: (query) => (written ? gone() : store.readUsage(query)),
        async transact(work) {
          const result = await store.transact(work);
          written = true;
          return result;
        },
      },
    });
    const { token } = await failing.keyring.rotate(ref, admin);
    expect(await works(token)).toEqual([true]);
  });
});

describe("the record of a rotation", () => {
  it("says until when the old token works, and holds neither token nor digest", async () => {
    const { keyring, store, clock, key, token, ref, row } = await withKey();
    const rotated = await keyring.rotate(ref, admin, { overlap: 60 });
    const [, change] = await changesOf(store);
    expect(change).toMatchObject({ action: "key.rotated", target: key.id, ownerId: "u1", orgId: "a" });
    expect(JSON.parse(change?.detail ?? "")).toEqual({
      before: { version: 1, overlapEndsAt: null },
      after: { version: 2, overlapEndsAt: clock.now() + 60_000 },
    });
    const { digest = "", previousDigest = "" } = (await row()) ?? {};
    const oldDigest = previousDigest?.split("@")[0] ?? "";
    const recorded = JSON.stringify(await changesOf(store));
    for (const secret of [token, rotated.token, digest, oldDigest]) {
      expect(secret.length).toBeGreaterThan(40);
      expect(recorded).not.toContain(secret.slice(-20));
    }
  });
});
