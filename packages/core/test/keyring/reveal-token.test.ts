import { inspect } from "node:util";

import { createKeyring, type KeyRecord, type KeyringOptions, type LatchkeyError } from "../../src/index.js";
import { changesOf } from "../changes-of.js";
import { codeOf, PEPPER, ring, user } from "./ring.js";

const admin = { ...user("u1", { permissions: ["*:*"] }), requestId: "r-1", address: "192.0.2.7" };
const ONE = { version: 1, secret: "sealing key one, of 32 bytes or more" };
const TWO = { version: 2, secret: "sealing key two, of 32 bytes or more" };
const RETRIEVABLE: Partial<KeyringOptions> = { reveal: { sealingKeys: [ONE] } };

async function withKey(options = RETRIEVABLE, input: object = {}) {
  const made = ring(options);
  const { key, token } = await made.keyring.create({ permissions: ["bundles:read"], ...input }, admin);
  const ref = { id: key.id };
  /** What somebody can do who can write to the database. */
  const tamper = (edit: (row: KeyRecord) => KeyRecord) =>
    made.store.transact(async (tx) => {
      const row = await tx.findKey(ref);
      if (row !== null) await tx.updateKey(edit(row));
    });
  return { ...made, key, token, ref, tamper };
}

describe("revealing a token", () => {
  it("shows the one that was made, as often as asked, and each time is on record", async () => {
    const { keyring, store, token, ref, key } = await withKey();
    expect(await keyring.reveal(ref, admin)).toBe(token);
    expect(await keyring.reveal({ number: key.number }, admin)).toBe(token);
    const [, first, second, ...more] = await changesOf(store);
    expect(more).toEqual([]);
    for (const change of [first, second])
      expect(change).toMatchObject({
        action: "tokens_revealed",
        actorId: "u1",
        target: key.id,
        ownerId: "u1",
        orgId: "a",
        projectId: null,
        address: "192.0.2.7",
        requestId: "r-1",
        detail: JSON.stringify({ keys: [key.id] }),
      });
    expect(await keyring.get(ref, admin)).toEqual(key);
  });

  it("shows the newest after a rotation, never the older one that still works", async () => {
    const { keyring, token, ref } = await withKey();
    const rotated = await keyring.rotate(ref, admin);
    expect(await keyring.reveal(ref, admin)).toBe(rotated.token);
    expect((await keyring.verify(token)).ok).toBe(true);
  });

  it("shows tokens of disabled keys, which can be enabled again", async () => {
    const { keyring, token, ref } = await withKey();
    await keyring.update(ref, { enabled: false }, admin);
    expect(await keyring.reveal(ref, admin)).toBe(token);
  });

  it("refuses keys that never work again", async () => {
    const { keyring, clock, ref } = await withKey(RETRIEVABLE, { expiresAt: Date.UTC(2026, 0, 2) });
    clock.advance(86_400_000);
    const expired = await keyring.reveal(ref, admin).catch((error: LatchkeyError) => error);
    expect(expired).toMatchObject({ code: "key_expired" });
    expect(expired).not.toHaveProperty("ofActor");
    await keyring.revoke(ref, admin);
    expect(await codeOf(keyring.reveal(ref, admin))).toBe("key_revoked");
  });

  it("goes on after a new sealing key is put in front, and not without the old one", async () => {
    const { store, clock, token, ref } = await withKey();
    const under = (...sealingKeys: (typeof ONE)[]) =>
      createKeyring({ store, clock, peppers: [PEPPER], prefix: "acme", reveal: { sealingKeys } });
    expect(await under(TWO, ONE).reveal(ref, admin)).toBe(token);
    expect(await codeOf(under(TWO).reveal(ref, admin))).toBe("token_not_retrievable");
    const renewed = await under(TWO, ONE).rotate(ref, admin);
    expect(await under(TWO).reveal(ref, admin)).toBe(renewed.token);
  });

  it("takes no options", async () => {
    const { keyring, ref } = await withKey();
    expect(await codeOf(keyring.reveal(ref, admin, { all: true } as never))).toBe("unknown_field");
  });
});

describe("a token that cannot be shown", () => {
  it("is token_not_retrievable where tokens are shown once, and nothing is on record", async () => {
    const { keyring, store, ref } = await withKey({});
    expect((await store.findKey(ref))?.sealedToken).toBeNull();
    expect(await codeOf(keyring.reveal(ref, admin))).toBe("token_not_retrievable");
    expect(await changesOf(store)).toHaveLength(1);
  });

  it("is that as well when it was made before tokens were kept, until it is rotated", async () => {
    const { store, clock, ref } = await withKey({});
    const keeping = createKeyring({ store, clock, peppers: [PEPPER], prefix: "acme", ...RETRIEVABLE });
    expect(await codeOf(keeping.reveal(ref, admin))).toBe("token_not_retrievable");
    const { token } = await keeping.rotate(ref, admin);
    expect(await keeping.reveal(ref, admin)).toBe(token);
  });

  it("is not kept on when tokens are no longer kept: a rotation forgets the old seal", async () => {
    const { store, clock, ref } = await withKey();
    await createKeyring({ store, clock, peppers: [PEPPER], prefix: "acme" }).rotate(ref, admin);
    expect((await store.findKey(ref))?.sealedToken).toBeNull();
  });

  it.each<[string, (sealed: string, other: string) => string]>([
    ["edited", (sealed) => sealed.slice(0, 20) + (sealed[20] === "A" ? "B" : "A") + sealed.slice(21)],
    ["copied from another key", (_, other) => other],
    ["no seal at all", () => "acme_live_token"],
    ["of another version", (sealed) => sealed.replace("v1$", "v2$")],
  ])("is that when its seal is %s", async (_, edited) => {
    const { keyring, store, ref, tamper } = await withKey();
    const { key: other } = await keyring.create({ permissions: [] }, admin);
    const sealedOfOther = (await store.findKey({ id: other.id }))?.sealedToken ?? "";
    await tamper((row) => ({ ...row, sealedToken: edited(row.sealedToken ?? "", sealedOfOther) }));
    expect(await codeOf(keyring.reveal(ref, admin))).toBe("token_not_retrievable");
    expect(await changesOf(store)).toHaveLength(2);
  });

  it("is that when the seal of an older token was put back", async () => {
    const { keyring, store, ref, tamper } = await withKey();
    const older = (await store.findKey(ref))?.sealedToken ?? "";
    await keyring.rotate(ref, admin);
    await tamper((row) => ({ ...row, sealedToken: older }));
    expect(await codeOf(keyring.reveal(ref, admin))).toBe("token_not_retrievable");
  });
});

describe("who may see a token", () => {
  it("needs api-keys:reveal, and holds what the key holds", async () => {
    const { keyring, store, ref, token } = await withKey();
    const reveal = (permissions: string[], grant: object = {}) =>
      codeOf(keyring.reveal(ref, user("u2", { permissions, ...grant })));
    expect(await reveal(["bundles:read", "api-keys:read"])).toBe("insufficient_permissions");
    expect(await reveal(["api-keys:reveal"])).toBe("ceiling_exceeded");
    expect(await reveal(["*:*"], { org: "b" })).toBe("not_found");
    expect(await reveal(["*:*"], { reach: "own" })).toBe("not_found");
    expect(await changesOf(store)).toHaveLength(1);
    const right = user("u2", { permissions: ["api-keys:reveal", "bundles:read"] });
    expect(await keyring.reveal(ref, right)).toBe(token);
  });

  it("is decided again under the lock: a key that grew meanwhile is not shown", async () => {
    const { keyring, ref, beforeNextWrite } = await withKey();
    const right = user("u2", { permissions: ["api-keys:reveal", "bundles:read"] });
    beforeNextWrite(() => keyring.update(ref, { permissions: ["bundles:write"] }, admin));
    expect(await codeOf(keyring.reveal(ref, right))).toBe("ceiling_exceeded");
  });

  it("gets no token that was replaced while it was opened", async () => {
    const { keyring, store, ref, beforeNextWrite } = await withKey();
    beforeNextWrite(() => keyring.rotate(ref, admin, { overlap: 0 }));
    expect(await codeOf(keyring.reveal(ref, admin))).toBe("store_busy");
    expect((await changesOf(store)).map(({ action }) => action)).toEqual(["key.created", "key.rotated"]);
  });

  it("gets none when the record of it cannot be written", async () => {
    const { store, ref } = await withKey();
    const { transact } = store;
    const failing: typeof store = {
      ...store,
      transact: (work) =>
        transact((tx) => work({ ...tx, appendChanges: () => Promise.reject(new Error("the disk is full")) })),
    };
    const broken = ring({ ...RETRIEVABLE, store: failing });
    await expect(broken.keyring.reveal(ref, admin)).rejects.toThrow("the disk is full");
    expect(await changesOf(store)).toHaveLength(1);
  });
});

describe("a token that is kept", () => {
  it("is in no row, change, error or inspected object", async () => {
    const { keyring, store, token, ref } = await withKey();
    const rotated = await keyring.rotate(ref, admin);
    await keyring.reveal(ref, admin);
    await keyring.revoke(ref, admin);
    const fault = await keyring.reveal(ref, admin).catch((error: unknown) => error);
    const shown = [
      await store.findKey(ref),
      await changesOf(store),
      await keyring.changes.list({}, user("u1", { org: "*", permissions: ["*:*"] })),
      await keyring.get(ref, admin),
      rotated.key,
      keyring,
      fault,
    ];
    const text =
      inspect(shown, { depth: 20, showHidden: true, maxStringLength: null }) + JSON.stringify(shown);
    for (const secret of [token, rotated.token]) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain(secret.slice(-49, -6));
    }
    expect(text).not.toContain(ONE.secret);
  });
});
