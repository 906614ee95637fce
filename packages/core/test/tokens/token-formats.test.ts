import {
  createKeyring,
  systemActor,
  type KeyRecord,
  type KeyringOptions,
  type KeyStore,
  type TokenFormat,
  type TokenSubject,
} from "../../src/index.js";
import { codeOf, keyAs, PEPPER, ring } from "../keyring/ring.js";
import { changesOf } from "../changes-of.js";
import { stampedFormat } from "./stamped-format.js";

const system = systemActor("test");

async function withKey(options: Partial<KeyringOptions> = {}, input: object = {}) {
  const format = stampedFormat();
  const made = ring({ format, ...options });
  const { key, token } = await made.keyring.create({ ownerId: "u1", permissions: [], ...input }, system);
  const ref = { id: key.id };
  const rowOf = (id = key.id) => made.store.findKey({ id }) as Promise<KeyRecord>;
  /** What somebody can do who can write to the database. */
  const tamper = (edit: (row: KeyRecord) => Partial<KeyRecord>, id = key.id) =>
    made.store.transact(async (tx) => {
      const row = (await tx.findKey({ id })) as KeyRecord;
      await tx.updateKey({ ...row, ...edit(row), version: row.version + 1 });
    });
  /** Another process over the same store: it has nothing in memory. */
  const another = (more: Partial<KeyringOptions> = {}) =>
    createKeyring({
      store: made.store,
      clock: made.clock,
      peppers: [PEPPER],
      prefix: "acme",
      format,
      ...more,
    });
  const reasonOf = async (presented = token, keyring = another()) => {
    const verdict = await keyring.verify(presented);
    return verdict.ok ? "accepted" : verdict.reason;
  };
  return { ...made, format, key, token, ref, rowOf, tamper, another, reasonOf };
}

describe("a keyring with a token format", () => {
  it("makes tokens of it, keeps what the format says, and accepts them", async () => {
    const { keyring, key, token, rowOf, reasonOf } = await withKey();
    expect(token).toMatch(/^stamp\.[0-9A-Za-z]{16}\.u1\.1\./);
    expect(await rowOf()).toMatchObject({ digest: "stamp$1", sealedToken: null, ownerId: "u1" });
    expect(key.hint).toBe(`acme_live_${key.id.slice(0, 4)}…`);
    expect(await reasonOf()).toBe("accepted");
    const [other] = await keyring.createMany([{ permissions: [] }], system);
    expect(other?.token).toMatch(/^stamp\.[0-9A-Za-z]{16}\.\.1\./);
    expect(await reasonOf(other?.token)).toBe("accepted");
  });

  it("answers the second time from memory, as for every token", async () => {
    const { another, token, format } = await withKey();
    const keyring = another();
    await keyring.start();
    expect(keyring.verifySync(token)).toBeUndefined();
    expect((await keyring.verify(token)).ok).toBe(true);
    const checks = format.checks();
    expect(keyring.verifySync(token)?.ok).toBe(true);
    expect(format.checks()).toBe(checks);
    await keyring.close();
  });

  it("goes on accepting tokens of our own shape, and gives others when they are rotated", async () => {
    const { keyring: before, store, clock } = ring();
    const { key, token } = await before.create({ ownerId: "u1", permissions: [] }, system);
    const format = stampedFormat();
    const after = createKeyring({ store, clock, peppers: [PEPPER], prefix: "acme", format });
    expect((await after.verify(token)).ok).toBe(true);
    const rotated = await after.rotate({ id: key.id }, system, { overlap: 60 });
    expect(rotated.token).toMatch(/^stamp\./);
    expect([(await after.verify(token)).ok, (await after.verify(rotated.token)).ok]).toEqual([true, true]);
    clock.advance(60_000);
    expect([(await after.verify(token)).ok, (await after.verify(rotated.token)).ok]).toEqual([false, true]);
  });

  it("never makes anew what rows keep of its tokens", async () => {
    const { another, token, rowOf, writes } = await withKey();
    const keyring = another();
    const before = writes();
    await keyring.verify(token);
    await keyring.close();
    expect(await rowOf()).toMatchObject({ digest: "stamp$1" });
    expect(writes()).toBe(before);
  });

  it("is told by the token before which one is next", async () => {
    const { keyring, token, ref, rowOf, reasonOf, clock } = await withKey();
    const second = await keyring.rotate(ref, system, { overlap: 60 });
    expect((await rowOf()).previousDigest).toMatch(/^stamp\$1@\d+$/);
    expect([await reasonOf(token), await reasonOf(second.token)]).toEqual(["accepted", "accepted"]);
    const third = await keyring.rotate(ref, system, { overlap: 0 });
    expect(await rowOf()).toMatchObject({ digest: "stamp$3", previousDigest: null });
    expect(await Promise.all([token, second.token, third.token].map((each) => reasonOf(each)))).toEqual([
      "invalid_token",
      "invalid_token",
      "accepted",
    ]);
    clock.advance(1);
  });

  it("never makes the same token twice: of fifty rotations at once each that succeeds has one of its own", async () => {
    const { keyring, ref, rowOf, reasonOf } = await withKey();
    const all = await Promise.allSettled(
      Array.from({ length: 50 }, () => keyring.rotate(ref, system, { overlap: 0 })),
    );
    const tokens = all.flatMap((each) => (each.status === "fulfilled" ? [each.value.token] : []));
    const faults = all.flatMap((each) =>
      each.status === "rejected" ? [each.reason as { code: string }] : [],
    );
    expect(tokens.length).toBeGreaterThanOrEqual(4);
    expect(new Set(tokens).size).toBe(tokens.length);
    expect(new Set(faults.map(({ code }) => code))).toEqual(new Set(["store_busy"]));
    expect((await rowOf()).version).toBe(1 + tokens.length);
    const reasons = await Promise.all(tokens.map((token) => reasonOf(token)));
    expect(reasons.filter((reason) => reason === "accepted")).toHaveLength(1);
  });

  it("makes another token, outside of the lock, when the key was changed since it made one", async () => {
    const { keyring, ref, rowOf, format, beforeNextWrite, store } = await withKey();
    let locked = false;
    const watched: KeyStore = {
      ...store,
      transact: (work) =>
        store.transact(async (tx) => {
          locked = true;
          return work(tx).finally(() => (locked = false));
        }),
    };
    const under: boolean[] = [];
    const watching = {
      ...format,
      issue: (subject: TokenSubject) => (under.push(locked), format.issue(subject)),
    };
    const other = createKeyring({ store: watched, peppers: [PEPPER], prefix: "acme", format: watching });
    beforeNextWrite(() => keyring.update(ref, { name: "changed" }, system));
    const { key, token } = await other.rotate(ref, system, { overlap: 0 });
    expect(under).toEqual([false, false]);
    expect([key.version, key.name]).toEqual([3, "changed"]);
    expect(await rowOf()).toMatchObject({ digest: "stamp$3" });
    expect(token).toContain(".u1.3.");
  });

  it("gives up when the key is changed again and again", async () => {
    const { keyring, ref, beforeNextWrite } = await withKey();
    let changes = 0;
    const change = async () => {
      await keyring.update(ref, { name: `name ${++changes}` }, system);
      beforeNextWrite(change);
    };
    beforeNextWrite(change);
    expect(await codeOf(keyring.rotate(ref, system))).toBe("store_busy");
    expect(changes).toBe(4);
  });

  it("never brings a token back by going another way in between", async () => {
    const { keyring, ref, token, store, clock, reasonOf, another } = await withKey();
    const without = createKeyring({ store, clock, peppers: [PEPPER], prefix: "acme" });
    await without.rotate(ref, system, { overlap: 0 });
    expect(await reasonOf()).toBe("invalid_token");
    const back = await another().rotate(ref, system, { overlap: 0 });
    expect(back.token).not.toBe(token);
    expect([await reasonOf(), await reasonOf(back.token)]).toEqual(["invalid_token", "accepted"]);
    await keyring.close();
  });

  const stamped = stampedFormat();
  const withDigest = (digest: string): Partial<TokenFormat> => ({
    issue: async (subject) => ({ ...(await stamped.issue(subject)), digest }),
  });
  const saying = (claims: object): Partial<TokenFormat> => ({
    parse: (token) => ({ id: "", ownerId: null, ...stamped.parse(token), ...claims }),
  });

  it.each<[string, Partial<TokenFormat>]>([
    ["of another id", saying({ id: "0000000000000000" })],
    ["of another owner", saying({ ownerId: null })],
    ["that it cannot read", { parse: () => null }],
    ["that is too long", { issue: async () => ({ token: "s".repeat(4097), digest: "stamp$1" }) }],
    ["whose text is not among its marks", { marks: ["stamp$9"] }],
    ["whose text is another's", { marks: ["other$"], ...withDigest("other$1") }],
    ["whose text has an @", withDigest("stamp$1@2")],
    ["whose text is too long", withDigest(`stamp$${"1".repeat(195)}`)],
  ])("keeps no token %s", async (_, wrong) => {
    const { another, store } = await withKey();
    const before = await changesOf(store);
    const keyring = another({ format: { ...stamped, ...wrong } });
    await expect(keyring.create({ ownerId: "u1", permissions: [] }, system)).rejects.toThrow(
      "has made a token that it does not know itself",
    );
    expect(await changesOf(store)).toEqual(before);
  });

  it("keeps nothing else of what a format gives", async () => {
    const format = stampedFormat();
    const generous: TokenFormat = {
      ...format,
      issue: async (subject) => ({ ...(await format.issue(subject)), permissions: ["*:*"], name: "x" }),
    };
    const { keyring, rowOf } = await withKey({ format: generous });
    expect(await rowOf()).toMatchObject({ permissions: [], name: "API key 1" });
    await keyring.close();
  });

  it.each<[string, (row: KeyRecord) => Partial<KeyRecord>]>([
    ["of another owner", () => ({ ownerId: "u2" })],
    ["of no owner", () => ({ ownerId: null })],
    ["of another environment", () => ({ env: "test" })],
    ["of another generation", () => ({ digest: "stamp$2" })],
    ["of a digest of another kind", () => ({ digest: "hmac-sha256$v1$" + "A".repeat(43) })],
    ["of a text that means nothing", () => ({ digest: "stamp" })],
  ])("refuses a token whose row is %s, after one check of the token", async (_, edit) => {
    const { tamper, reasonOf, format } = await withKey();
    await tamper(edit);
    const before = format.checks();
    expect(await reasonOf()).toBe("invalid_token");
    expect(format.checks() - before).toBe(1);
  });

  it("accepts a key of the other environment where that is accepted", async () => {
    const { reasonOf, another, token } = await withKey({ environments: ["test", "live"] }, { env: "test" });
    expect(await reasonOf(token, another({ environments: ["live", "test"] }))).toBe("accepted");
    expect(await reasonOf(token, another())).toBe("invalid_token");
  });

  it("checks a token of an unknown id just as often as one of a known id", async () => {
    const { format, reasonOf, key, token } = await withKey();
    const unknown = token.replace(key.id, "0000000000000000");
    const before = format.checks();
    expect(await reasonOf(unknown)).toBe("invalid_token");
    const between = format.checks();
    expect(await reasonOf(token.replace(/[0-9a-f]{64}$/, "0".repeat(64)))).toBe("invalid_token");
    expect([between - before, format.checks() - between]).toEqual([1, 1]);
  });

  it("asks the format of nothing longer than 4096 characters, and of nothing that is no text", async () => {
    const parse = jest.fn<null, [string]>(() => null);
    const { another } = await withKey();
    const keyring = another({ format: { ...stampedFormat(), parse } });
    await keyring.verify("s".repeat(4097));
    await keyring.verify({} as never);
    expect(parse).not.toHaveBeenCalled();
    await keyring.verify("s".repeat(4096));
    expect(parse).toHaveBeenCalledTimes(1);
  });

  it("recognizes what begins as its tokens and ours do, whatever follows, so that nobody else is shown it", async () => {
    const { keyring, token, key } = await withKey();
    const ours = (await ring().keyring.create({ permissions: [] }, system)).token;
    const tokens = [token, token.replace(key.id, "0000000000000000"), ours, ours.replace("_live_", "_test_")];
    expect(tokens.map((each) => keyring.recognizes(each))).toEqual([true, true, true, true]);
    const mistyped = [`${ours}x`, ours.slice(0, -1), "acme_test_"];
    expect(mistyped.map((each) => keyring.recognizes(each))).toEqual([true, true, true]);
    const others = ["", "eyJ.eyJ.x", "acme", "acme_prod_x", "other_live_x", "acmes_live_x"];
    expect(others.filter((each) => keyring.recognizes(each))).toEqual([]);
    expect(keyring.recognizes(undefined as never)).toBe(false);
  });

  it("makes no key for another owner than its token was made for", async () => {
    const made = await withKey();
    const actor = await keyAs(made, { permissions: ["api-keys:create"] });
    made.beforeNextWrite(() => made.tamper(() => ({ ownerId: "u2" }), actor.keyId));
    expect(await codeOf(made.keyring.create({ permissions: [] }, actor))).toBe("store_busy");
    expect(await codeOf(made.keyring.create({ permissions: [] }, actor))).toBe("resolved");
  });

  it("starts only where every row can be checked", async () => {
    const { another } = await withKey();
    const retired = another({ format: stampedFormat({ mark: "stamp$9" }) });
    await expect(retired.start()).rejects.toThrow("1 active keys with a digest that cannot be checked");
    const none = ring().keyring;
    await none.start();
    await none.close();
  });
});

describe("tokens that are made again to show them", () => {
  it("are the same, before and after a rotation, and each time is on record", async () => {
    const { keyring, store, token, ref, another } = await withKey({ reveal: "resign" });
    expect(await keyring.reveal(ref, system)).toBe(token);
    const rotated = await keyring.rotate(ref, system);
    expect(await another({ reveal: "resign" }).reveal(ref, system)).toBe(rotated.token);
    expect((await keyring.revealMany([ref.id], system)).get(ref.id)).toBe(rotated.token);
    expect((await changesOf(store)).map(({ action }) => action)).toEqual([
      "key.created",
      "tokens_revealed",
      "key.rotated",
      "tokens_revealed",
      "tokens_revealed",
    ]);
  });

  it("are not made for rows that keep nothing of the format, nor by one that would make another", async () => {
    const { another, ref, tamper } = await withKey({ reveal: "resign" });
    const liar: TokenFormat = { ...stampedFormat(), reissue: async () => "stamp.of.another.key" };
    expect(await codeOf(another({ reveal: "resign", format: liar }).reveal(ref, system))).toBe(
      "token_not_retrievable",
    );
    await tamper(() => ({ digest: "hmac-sha256$v1$" + "A".repeat(43) }));
    expect(await codeOf(another({ reveal: "resign" }).reveal(ref, system))).toBe("token_not_retrievable");
  });

  it("are those of now when the key is rotated at the same moment", async () => {
    const { keyring, ref, beforeNextWrite } = await withKey({ reveal: "resign" });
    beforeNextWrite(() => keyring.rotate(ref, system));
    expect(await codeOf(keyring.reveal(ref, system))).toBe("store_busy");
    beforeNextWrite(() => keyring.rotate(ref, system, { overlap: 0 }));
    const shown = await keyring.revealMany([ref.id], system);
    expect((await keyring.verify(shown.get(ref.id) ?? "")).ok).toBe(true);
  });

  it("can be kept sealed as well, whatever their format", async () => {
    const reveal = { sealingKeys: [{ version: 1, secret: "sealing key one, of 32 bytes or more" }] };
    const { keyring, ref, token } = await withKey({ reveal });
    expect(await keyring.reveal(ref, system)).toBe(token);
  });
});

describe("what is wrong with a format throws at construction", () => {
  it.each<[string, unknown]>([
    ["nothing", null],
    ["a word", "jwt"],
    ["no methods", { name: "jwt", marks: [] }],
    ["no name", { ...stampedFormat(), name: "" }],
    ["a name with a dollar", { ...stampedFormat(), name: "a$b" }],
    ["no marks", { ...stampedFormat(), marks: undefined }],
  ])("%s", (_, format) => {
    expect(() => ring({ format: format as TokenFormat })).toThrow("`format` must be a token format");
  });

  it("the name of a digest, and making tokens again without one", () => {
    expect(() => ring({ format: { ...stampedFormat(), name: "hmac-sha256" } })).toThrow(
      "`format` has the name of a digest",
    );
    expect(() => ring({ reveal: "resign" })).toThrow('`reveal` "resign" needs a format');
  });
});
