import { keyActor, systemActor, type Actor, type KeyringOptions, type KeyStore } from "../../src/index.js";
import { memoryStore } from "../../src/testing/index.js";
import { changesOf } from "../changes-of.js";
import { codeOf, keyAs, ring, user } from "./ring.js";

const system = systemActor("test");
const KEYS = { version: 1, secret: "sealing key one, of 32 bytes or more" };
const RETRIEVABLE: Partial<KeyringOptions> = { reveal: { sealingKeys: [KEYS] } };

/** Keys of organization "a": two of u1, one of u2, one in a project; and one of organization "b". */
async function page(options = RETRIEVABLE) {
  const made = ring(options);
  const inputs = [
    { orgId: "a", ownerId: "u1", permissions: ["bundles:read"] },
    { orgId: "a", ownerId: "u1", permissions: ["bundles:read"] },
    { orgId: "a", ownerId: "u2", permissions: ["bundles:read"] },
    { orgId: "a", projectId: "p", ownerId: "u1", permissions: ["bundles:read"] },
    { orgId: "b", ownerId: "u1", permissions: ["bundles:read"] },
  ];
  const created = await made.keyring.createMany(inputs, system);
  const ids = created.map(({ key }) => key.id);
  const tokens = created.map(({ token }) => token);
  const revealed = async () =>
    (await changesOf(made.store)).filter(({ action }) => action === "tokens_revealed");
  return { ...made, ids, tokens, revealed };
}

describe("the tokens of a page", () => {
  it("are shown by id, and one change for each owner, organization and project names the keys", async () => {
    const { keyring, ids, tokens, revealed, writes } = await page();
    const before = writes();
    const shown = await keyring.revealMany(ids, system);
    expect([...shown]).toEqual(ids.map((id, index) => [id, tokens[index]]));
    expect(writes() - before).toBe(1);
    const [a, b, c, d, e] = ids;
    expect(
      (await revealed()).map(({ detail, target, ownerId, orgId, projectId }) => [
        [target, ownerId, orgId, projectId],
        JSON.parse(detail) as unknown,
      ]),
    ).toEqual([
      [[a, "u1", "a", null], { keys: [a, b] }],
      [[c, "u2", "a", null], { keys: [c] }],
      [[d, "u1", "a", "p"], { keys: [d] }],
      [[e, "u1", "b", null], { keys: [e] }],
    ]);
  });

  it("are those of keys that the actor reaches, with a grant that may reveal, and no others", async () => {
    const { keyring, ids, tokens, revealed } = await page();
    const own = user("u1", { reach: "own", permissions: ["api-keys:reveal", "bundles:*"] });
    expect([...(await keyring.revealMany(ids, own)).keys()]).toEqual([ids[0], ids[1], ids[3]]);
    const reader: Actor = {
      kind: "user",
      id: "u1",
      grants: [
        { org: "a", permissions: ["api-keys:read", "bundles:*"], reach: "all" },
        { org: "b", permissions: ["api-keys:reveal", "bundles:*"], reach: "all" },
      ],
    };
    expect([...(await keyring.revealMany(ids, reader))]).toEqual([[ids[4], tokens[4]]]);
    expect((await revealed()).map(({ detail }) => (JSON.parse(detail) as { keys: string[] }).keys)).toEqual([
      [ids[0], ids[1]],
      [ids[3]],
      [ids[4]],
    ]);
  });

  it("are never those of stronger keys, for users and for keys", async () => {
    const { keyring, ids, revealed } = await page();
    const weak = user("u1", { permissions: ["api-keys:*"] });
    expect((await keyring.revealMany(ids, weak)).size).toBe(0);
    const bound = await keyAs(
      { keyring },
      { permissions: ["api-keys:*", "bundles:read"], allowedNetworks: ["10.0.0.0/8"] },
    );
    expect((await keyring.revealMany(ids, bound)).size).toBe(0);
    expect(await revealed()).toEqual([]);
  });

  it("leave out keys that will never work again, and those whose token was not kept", async () => {
    const { keyring, ids, clock, revealed } = await page();
    await keyring.revoke({ id: ids[0] as string }, system);
    await keyring.update({ id: ids[1] as string }, { expiresAt: clock.now() + 1_000 }, system);
    clock.advance(2_000);
    const shown = await keyring.revealMany([...ids, "0000000000000000", "no id"], system);
    expect([...shown.keys()]).toEqual(ids.slice(2));
    const plain = await page({});
    expect((await plain.keyring.revealMany(plain.ids, system)).size).toBe(0);
    expect(await plain.revealed()).toEqual([]);
    expect((await revealed()).length).toBe(3);
  });

  it("write nothing and read no key where no grant may reveal", async () => {
    const { keyring, ids, reads, writes } = await page();
    const [before, written] = [reads(), writes()];
    const shown = await keyring.revealMany(ids, user("u1", { permissions: ["api-keys:read", "*:read"] }));
    expect([shown.size, reads() - before, writes() - written]).toEqual([0, 0, 0]);
  });

  it("are decided again under the lock: for the actor", async () => {
    const made = await page();
    const actor = await keyAs(made, { permissions: ["api-keys:reveal", "bundles:*"] });
    made.beforeNextWrite(() => made.keyring.revoke({ id: actor.keyId }, system));
    expect(await codeOf(made.keyring.revealMany(made.ids, actor))).toBe("key_revoked");
    expect(await made.revealed()).toEqual([]);
  });

  it("cost no reading of keys under the lock where nothing was written meanwhile", async () => {
    const kept = memoryStore();
    let read = 0;
    const counted: KeyStore = {
      ...kept,
      transact: (work) => kept.transact((tx) => work({ ...tx, findKey: (ref) => (read++, tx.findKey(ref)) })),
    };
    const { keyring, ids } = await page({ ...RETRIEVABLE, store: counted });
    read = 0;
    expect((await keyring.revealMany(ids, system)).size).toBe(5);
    expect(read).toBe(0);
  });

  type Made = Awaited<ReturnType<typeof page>>;
  const RACES: [string, boolean, (made: Made, ref: { id: string }) => Promise<unknown>][] = [
    ["was rotated", true, ({ keyring }, ref) => keyring.rotate(ref, system, { overlap: 0 })],
    ["was revoked", false, ({ keyring }, ref) => keyring.revoke(ref, system)],
    ["became stronger", false, ({ keyring }, ref) => keyring.update(ref, { permissions: ["*:*"] }, system)],
  ];

  it.each(RACES)("are looked for again: for a key that %s meanwhile", async (_, stays, race) => {
    const made = await page();
    const [first = "", second = ""] = made.ids;
    const actor = user("u1", { permissions: ["api-keys:*", "bundles:*"] });
    made.beforeNextWrite(() => race(made, { id: first }));
    const shown = await made.keyring.revealMany([first, second], actor);
    expect([...shown.keys()]).toEqual(stays ? [first, second] : [second]);
    expect(shown.get(second)).toBe(made.tokens[1]);
    if (stays) expect((await made.keyring.verify(shown.get(first) ?? "")).ok).toBe(true);
    expect((await made.revealed()).map(({ detail }) => detail)).toEqual([
      JSON.stringify({ keys: [...shown.keys()] }),
    ]);
  });

  it.each(RACES)(
    "are decided key by key where writes do not end: for one that %s",
    async (_, _stays, race) => {
      const made = await page();
      const [first = "", second = ""] = made.ids;
      const actor = user("u1", { permissions: ["api-keys:*", "bundles:*"] });
      let rounds = 0;
      const writes = async () => {
        rounds++;
        if (rounds < 3) await made.keyring.update({ id: second }, { name: `name ${rounds}` }, system);
        else await race(made, { id: first });
        made.beforeNextWrite(writes);
      };
      made.beforeNextWrite(writes);
      const shown = await made.keyring.revealMany([first, second], actor);
      expect([...shown]).toEqual([[second, made.tokens[1]]]);
      expect(rounds).toBe(3);
      expect((await made.revealed()).map(({ target }) => target)).toEqual([second]);
    },
  );

  it("are decided again for the actor where writes do not end", async () => {
    const made = await page();
    const actor = await keyAs(made, { permissions: ["api-keys:reveal", "bundles:*"] });
    let rounds = 0;
    const writes = async () => {
      rounds++;
      if (rounds < 3)
        await made.keyring.update({ id: made.ids[1] ?? "" }, { name: `name ${rounds}` }, system);
      else await made.keyring.revoke({ id: actor.keyId }, system);
      made.beforeNextWrite(writes);
    };
    made.beforeNextWrite(writes);
    expect(await codeOf(made.keyring.revealMany(made.ids, actor))).toBe("key_revoked");
    expect(rounds).toBe(3);
    expect(await made.revealed()).toEqual([]);
  });

  it("are of 200 keys at most, each named once", async () => {
    const { keyring, ids, revealed, writes } = await page();
    expect(await codeOf(keyring.revealMany(Array<string>(201).fill(ids[0] as string), system))).toBe(
      "invalid_request",
    );
    expect(await codeOf(keyring.revealMany("all of them" as never, system))).toBe("invalid_request");
    expect((await keyring.revealMany([ids[0], ids[0]] as string[], system)).size).toBe(1);
    expect((await revealed()).map(({ detail }) => detail)).toEqual([JSON.stringify({ keys: [ids[0]] })]);
    const before = writes();
    expect((await keyring.revealMany([], system)).size).toBe(0);
    expect((await keyring.revealMany(["0000000000000000"], system)).size).toBe(0);
    expect(writes()).toBe(before);
  });

  it("are the acting key's own as well", async () => {
    const { keyring, revealed } = await page();
    const { key, token } = await keyring.create({ orgId: "a", permissions: ["api-keys:reveal"] }, system);
    expect([...(await keyring.revealMany([key.id], keyActor({ keyId: key.id })))]).toEqual([[key.id, token]]);
    expect(await revealed()).toHaveLength(1);
  });
});
