import { hash as bcryptHash } from "bcrypt";

import { bcryptDigest } from "../../src/bcrypt/index.js";
import { systemActor, type ImportKey, type ImportOutcome, type KeyringOptions } from "../../src/index.js";
import { watchBcrypt } from "../bcrypt/watch-bcrypt.js";
import { changesOf } from "../changes-of.js";
import { BLIND, LEGACY, OLD, sha256, STRONG, WEAK } from "../foreign/legacy.js";
import { codeOf, ring, user } from "./ring.js";

const system = systemActor("import");
const watched = watchBcrypt();
const FOREIGN: Partial<KeyringOptions> = { foreign: [LEGACY, OLD], digests: [bcryptDigest()] };

function refusals(outcomes: readonly ImportOutcome[]): string[] {
  return outcomes.map((each) =>
    each.outcome === "refused" ? `${each.code}: ${each.message}` : each.outcome,
  );
}

describe("importing keys", () => {
  it("lets the clients of another system in with the tokens they have", async () => {
    const { keyring } = ring(FOREIGN);
    const outcomes = await keyring.import(
      [
        { foreign: "legacy", token: STRONG, name: "Strong", role: "reader" },
        { foreign: "legacy", token: WEAK, name: "Weak", role: "reader" },
        { foreign: "old", token: BLIND, name: "Blind", permissions: ["bundles:write"] },
      ],
      system,
    );
    expect(outcomes.map((each) => each.outcome === "imported" && [each.key?.name, each.strength])).toEqual([
      ["Strong", "strong"],
      ["Weak", "weak"],
      ["Blind", "strong"],
    ]);
    for (const token of [STRONG, WEAK, BLIND]) expect((await keyring.verify(token)).ok).toBe(true);
    for (const token of [
      `${STRONG}x`,
      `${WEAK}x`,
      `${BLIND}0`,
      "lg_00000009.7Fq2mX0cRt9aLw4ZbN81Kd3Xy",
      "old-00",
    ])
      expect(await keyring.verify(token)).toEqual({ ok: false, reason: "invalid_token" });
  });

  it("keeps a strong token as HMAC and a weak one as bcrypt, and nothing that either could be read from", async () => {
    const { keyring, store } = ring(FOREIGN);
    await keyring.import([{ foreign: "legacy", token: STRONG, permissions: [] }], system);
    await keyring.import([{ foreign: "legacy", token: WEAK, permissions: [] }], system);
    const [strong, weak] = [await store.findKey({ number: 1 }), await store.findKey({ number: 2 })];
    expect(strong?.digest).toMatch(/^hmac-sha256\$v1\$/);
    expect(weak?.digest).toMatch(/^bcrypt\$v1\$/);
    expect(strong?.lookup).toBe("public:lg_00000001");
    const kept = JSON.stringify([strong, weak, await changesOf(store)]);
    for (const token of [STRONG, WEAK]) {
      expect(kept).not.toContain(token.slice(token.indexOf(".")));
      expect(kept).not.toContain(sha256(token));
    }
  });

  it("takes hashes: SHA-2 in hex or base64, and bcrypt by a public part", async () => {
    const { keyring } = ring(FOREIGN);
    const bcrypted = "lg_00000003.0Aq2mX0cRt9aLw4ZbN81Kd3Xy";
    const inputs: ImportKey[] = [
      { foreign: "legacy", publicPart: "lg_00000001", hash: sha256(STRONG), permissions: [] },
      { foreign: "old", hash: Buffer.from(sha256(BLIND), "hex").toString("base64"), permissions: [] },
      { foreign: "legacy", publicPart: "lg_00000003", hash: await bcryptHash(bcrypted, 10), permissions: [] },
    ];
    expect(refusals(await keyring.import(inputs, system))).toEqual(["imported", "imported", "imported"]);
    for (const token of [STRONG, BLIND, bcrypted]) expect((await keyring.verify(token)).ok).toBe(true);
    expect(await keyring.verify("lg_00000003.1Aq2mX0cRt9aLw4ZbN81Kd3Xy")).toMatchObject({ ok: false });
  });

  it("loses no other key by one that cannot be imported, and says of each why", async () => {
    const { keyring, store } = ring(FOREIGN);
    const inputs: unknown[] = [
      { foreign: "legacy", token: STRONG, permissions: [] },
      { foreign: "unheard-of", token: STRONG, permissions: [] },
      { foreign: "legacy", token: "sk_something_else", permissions: [] },
      { foreign: "legacy", token: BLIND, permissions: [] },
      { foreign: "legacy", token: STRONG, hash: sha256(STRONG), permissions: [] },
      { foreign: "legacy", permissions: [] },
      { foreign: "legacy", hash: sha256("x"), permissions: [] },
      {
        foreign: "legacy",
        publicPart: "lg_00000005",
        hash: "5f4dcc3b5aa765d61d8327deb882cf99",
        permissions: [],
      },
      { foreign: "old", hash: await bcryptHash(BLIND, 10), permissions: [] },
      { foreign: "legacy", publicPart: "lg_00000006", hash: await bcryptHash("x", 4), permissions: [] },
      { foreign: "old", token: BLIND },
      { foreign: "old", token: BLIND, role: "no such role" },
      { foreign: "old", token: BLIND, permissions: [], createdAt: 8e15 },
      { foreign: "old", token: BLIND, permissions: [], surprise: 1 },
      "a string",
      { foreign: "old", token: BLIND, permissions: [] },
    ];
    const said = refusals(await keyring.import(inputs as ImportKey[], system));
    expect(said).toEqual([
      "imported",
      expect.stringMatching(
        /^invalid_field: foreign must be one of the keyring's foreign kinds: legacy, old/,
      ),
      expect.stringMatching(/^invalid_field: token is none that the `match` of legacy knows/),
      expect.stringMatching(/^invalid_field: token is of the kind old/),
      expect.stringMatching(/^invalid_field: token must be given, or a hash of it, and not both/),
      expect.stringMatching(/^invalid_field: token must be given/),
      expect.stringMatching(/^invalid_field: publicPart must be given/),
      expect.stringMatching(/^invalid_field: hash must be a sha256 hash of 32 bytes in hex or base64/),
      expect.stringMatching(/^invalid_field: hash is bcrypt, by which nobody can be found/),
      expect.stringMatching(/^invalid_field: hash must be a bcrypt hash of 10 to 14 rounds, not 4/),
      expect.stringMatching(/^grant_required: /),
      expect.stringMatching(/^invalid_field: role /),
      expect.stringMatching(/^invalid_field: createdAt must not be in the future/),
      "unknown_field: The input has a field that no imported key has.",
      expect.stringMatching(/^invalid_(field|request): /),
      "imported",
    ]);
    expect(said.join()).not.toContain(STRONG.slice(12));
    expect(said.join()).not.toContain(BLIND);
    expect((await changesOf(store)).map(({ action }) => action)).toEqual(["key.created", "key.created"]);
  });

  it("changes nothing when it is done again, and says which keys those are", async () => {
    const { keyring, store, writes } = ring(FOREIGN);
    const inputs: ImportKey[] = [
      { foreign: "legacy", token: STRONG, permissions: [] },
      { foreign: "legacy", token: STRONG, permissions: [] },
      { foreign: "old", token: BLIND, permissions: [] },
    ];
    const [first, second, third] = await keyring.import(inputs, system);
    expect(second).toEqual({ outcome: "duplicate", id: null });
    const ids = [first, third].map((each) => each?.outcome === "imported" && each.key?.id);
    const again = await keyring.import(inputs, system);
    expect(again).toEqual([
      { outcome: "duplicate", id: ids[0] },
      { outcome: "duplicate", id: ids[0] },
      { outcome: "duplicate", id: ids[1] },
    ]);
    expect(writes()).toBe(1);
    expect(await changesOf(store)).toHaveLength(2);
  });

  it("knows a key again whose blind lookup is of an older pepper", async () => {
    const { keyring, store } = ring(FOREIGN);
    await keyring.import([{ foreign: "old", token: BLIND, permissions: [] }], system);
    const peppers = [
      { version: 2, secret: "another pepper of thirty-two bytes or more" },
      { version: 1, secret: "a pepper of thirty-two bytes or more" },
    ];
    const later = ring({ ...FOREIGN, store, peppers });
    expect(
      await later.keyring.import([{ foreign: "old", token: BLIND, permissions: [] }], system),
    ).toMatchObject([{ outcome: "duplicate" }]);
  });

  it("writes nothing in a dry run, and says what would become of each", async () => {
    const { keyring, store, writes } = ring(FOREIGN);
    await keyring.import([{ foreign: "old", token: BLIND, permissions: [] }], system);
    const outcomes = await keyring.import(
      [
        { foreign: "legacy", token: STRONG, permissions: [] },
        { foreign: "legacy", token: WEAK, permissions: [] },
        { foreign: "legacy", token: WEAK, permissions: [] },
        { foreign: "old", token: BLIND, permissions: [] },
        { foreign: "old", token: BLIND },
      ],
      system,
      { dryRun: true },
    );
    expect(outcomes).toMatchObject([
      { outcome: "imported", key: null, strength: "strong" },
      { outcome: "imported", key: null, strength: "weak" },
      { outcome: "duplicate", id: null },
      { outcome: "duplicate", id: expect.any(String) as string },
      { outcome: "refused", code: "grant_required" },
    ]);
    expect(writes()).toBe(1);
    expect(await changesOf(store)).toHaveLength(1);
    expect((await keyring.verify(STRONG)).ok).toBe(false);
  });

  it("is one transaction, with a change for each key that says it was imported", async () => {
    const { keyring, store, writes } = ring(FOREIGN);
    const inputs = Array.from({ length: 50 }, (_, index) => ({
      foreign: "old",
      token: `${BLIND}${String(index).padStart(4, "0")}`,
      permissions: [],
    }));
    await keyring.import(inputs, system);
    expect(writes()).toBe(1);
    const changes = await changesOf(store);
    expect(changes).toHaveLength(50);
    expect(JSON.parse(changes[0]?.detail ?? "") as unknown).toMatchObject({ imported: "old" });
  });

  it("keeps whether it was enabled, when it was made, and all that a new key can have", async () => {
    const { keyring, clock } = ring(FOREIGN);
    const createdAt = clock.now() - 86_400_000;
    const [outcome] = await keyring.import(
      [
        {
          foreign: "legacy",
          token: STRONG,
          name: "Old one",
          orgId: "a",
          ownerId: "u9",
          role: "reader",
          enabled: false,
          createdAt,
          metadata: { row: 17 },
          tags: ["imported"],
        },
      ],
      system,
    );
    expect(outcome).toMatchObject({
      outcome: "imported",
      key: { name: "Old one", orgId: "a", ownerId: "u9", enabled: false, createdAt, tags: ["imported"] },
    });
    expect(await keyring.verify(STRONG)).toEqual({ ok: false, reason: "key_disabled" });
  });

  it("keeps to quotas, key by key", async () => {
    const { keyring } = ring({ ...FOREIGN, policy: { maxKeysPerProject: 2 } });
    const input = (index: number, orgId: string): ImportKey => ({
      foreign: "old",
      token: `${BLIND}${index}`,
      orgId,
      permissions: [],
    });
    const inputs = [input(1, "a"), input(2, "a"), input(3, "a"), input(4, "b")];
    expect(refusals(await keyring.import(inputs, system))).toEqual([
      "imported",
      "imported",
      expect.stringMatching(/^quota_exceeded: There can be 2 keys/),
      "imported",
    ]);
  });

  it("lets in whoever has room, when another with the same token had none", async () => {
    const { keyring } = ring({ ...FOREIGN, policy: { maxKeysPerProject: 1 } });
    await keyring.create({ orgId: "a", permissions: [] }, system);
    const input = { foreign: "old", token: BLIND, permissions: [] };
    const said = refusals(
      await keyring.import(
        [
          { ...input, orgId: "a" },
          { ...input, orgId: "b" },
        ],
        system,
      ),
    );
    expect(said).toEqual([expect.stringMatching(/^quota_exceeded/), "imported"]);
    expect((await keyring.verify(BLIND)).ok).toBe(true);
  });

  it("does not name the keys of others to who cannot see them", async () => {
    const { keyring } = ring(FOREIGN);
    const input = { foreign: "old", token: BLIND, permissions: [] };
    const [made] = await keyring.import([{ ...input, orgId: "b" }], system);
    const maker = user("u1", { permissions: ["api-keys:create", "api-keys:read"], reach: "own" });
    for (const dryRun of [true, false])
      expect(await keyring.import([input], maker, { dryRun })).toEqual([{ outcome: "duplicate", id: null }]);
    expect(await keyring.import([input], system)).toEqual([
      { outcome: "duplicate", id: made?.outcome === "imported" && made.key?.id },
    ]);
  });

  it("reads no key while it has the lock, unless something was written since it looked", async () => {
    const made = ring(FOREIGN);
    const { transact } = made.store;
    let reads = 0;
    made.store.transact = (work) =>
      transact((tx) => work({ ...tx, findKey: (ref) => (reads++, tx.findKey(ref)) }));
    const inputs = ["1", "2", "3"].map((end) => ({ foreign: "old", token: BLIND + end, permissions: [] }));
    await ring({ ...FOREIGN, store: made.store }).keyring.import(inputs, system);
    expect(reads).toBe(0);
    const late = ring({ ...FOREIGN, store: made.store });
    late.beforeNextWrite(() =>
      made.keyring.import([{ foreign: "old", token: `${BLIND}4`, permissions: [] }], system),
    );
    const more = ["4", "5"].map((end) => ({ foreign: "old", token: BLIND + end, permissions: [] }));
    expect(await late.keyring.import(more, system)).toMatchObject([
      { outcome: "duplicate" },
      { outcome: "imported" },
    ]);
    expect(reads).toBeGreaterThan(0);
  });

  it("makes no slow digest for what is there already", async () => {
    const { keyring } = ring(FOREIGN);
    const inputs = [{ foreign: "legacy", token: WEAK, permissions: [] }];
    await keyring.import(inputs, system);
    const { hashes } = watched;
    expect(await keyring.import(inputs, system)).toMatchObject([{ outcome: "duplicate" }]);
    expect(watched.hashes).toBe(hashes);
  });

  it("loses no other key by an owner whom the application cannot be asked about", async () => {
    const owners = (id: string) => {
      if (id === "7") throw new Error("no uuid");
      return { active: true, permissions: [] };
    };
    const { keyring } = ring({ ...FOREIGN, owners });
    const inputs = ["7", "u1"].map((ownerId, index) => ({
      foreign: "old",
      token: `${BLIND}${index}`,
      ownerId,
      permissions: [],
    }));
    expect(await keyring.import(inputs, system)).toMatchObject([
      { outcome: "refused", code: "identity_unavailable" },
      { outcome: "imported" },
    ]);
  });

  it("repeats no name of a field that it does not know: a file without column names has tokens there", async () => {
    const { keyring } = ring(FOREIGN);
    const inputs = [{ foreign: "old", token: BLIND, permissions: [], [STRONG]: "x" }];
    const said = JSON.stringify(await keyring.import(inputs, system));
    expect(said).toContain("unknown_field");
    expect(said).not.toContain(STRONG.slice(0, 8));
  });

  it("keeps nothing of a hash by which a guess could be checked without the pepper", async () => {
    const { keyring, store } = ring({ foreign: [LEGACY] });
    await keyring.import(
      [{ foreign: "legacy", publicPart: "lg_00000002", hash: sha256(WEAK), permissions: [] }],
      system,
    );
    const hash = Buffer.from(sha256(WEAK), "hex");
    const kept = JSON.stringify(await store.findKey({ number: 1 }));
    for (const form of ["hex", "base64", "base64url"] as const)
      expect(kept).not.toContain(hash.toString(form));
    expect((await keyring.verify(WEAK)).ok).toBe(true);
  });

  it("gives nobody more than they have: the ceiling and the reach are those of create", async () => {
    const { keyring } = ring(FOREIGN);
    const maker = user("u1", { permissions: ["api-keys:create", "bundles:read"] });
    const inputs: ImportKey[] = [
      { foreign: "legacy", token: STRONG, permissions: ["bundles:read"] },
      { foreign: "old", token: BLIND, permissions: ["bundles:write"] },
      { foreign: "old", token: BLIND, orgId: "b", permissions: [] },
    ];
    expect(
      (await keyring.import(inputs, maker)).map((each) => each.outcome === "refused" && each.code),
    ).toEqual([false, "ceiling_exceeded", "out_of_reach"]);
    const reader = user("u2", { permissions: ["api-keys:read"] });
    expect(await codeOf(keyring.import(inputs, reader))).toBe("insufficient_permissions");
  });

  it("refuses weak tokens and bcrypt where the keyring has no bcrypt, and says what to do", async () => {
    const { keyring } = ring({ foreign: [LEGACY] });
    const said = refusals(
      await keyring.import(
        [
          { foreign: "legacy", token: WEAK, permissions: [] },
          { foreign: "legacy", publicPart: "lg_00000003", hash: await bcryptHash("x", 10), permissions: [] },
        ],
        system,
      ),
    );
    for (const each of said) expect(each).toContain("Give the keyring `digests: [bcryptDigest()]`");
  });

  it("takes a thousand at most, and names the option that is missing", async () => {
    const { keyring } = ring();
    expect(await codeOf(keyring.import(Array<ImportKey>(1_001), system))).toBe("invalid_request");
    expect(
      refusals(await keyring.import([{ foreign: "x", token: STRONG, permissions: [] }], system)),
    ).toEqual(["invalid_field: foreign needs the keyring's option `foreign`, which declares no kind."]);
  });
});
