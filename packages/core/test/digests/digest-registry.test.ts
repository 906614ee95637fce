import { bcryptDigest } from "../../src/bcrypt/index.js";
import { createKeyring, systemActor } from "../../src/index.js";
import { memoryStore } from "../../src/testing/index.js";
import type { DigestAlgorithm, DigestFactory, DigestMatch } from "../../src/digests/digest.js";
import { digestRegistry } from "../../src/digests/digest-registry.js";
import { peppersOf } from "../../src/digests/peppers.js";
import { sha256 } from "../../src/digests/sha256.js";

const PEPPERS = peppersOf([{ version: 1, secret: "pepper one, 32 bytes at the least" }]);
const NO_PEPPERS = peppersOf("none");
const TWO_PEPPERS = peppersOf([
  { version: 2, secret: "pepper two, 32 bytes at the least" },
  { version: 1, secret: "pepper one, 32 bytes at the least" },
]);
const SUBJECT = { id: "7Fq2mX0cRt9aLw4Z", token: "acme_live_7Fq2mX0cRt9aLw4Z_secret" };

/** A digest that is bound to its row, as bcrypt is by its seal; `compared` counts its slow part. */
function slowDigest(answer?: DigestMatch): { factory: DigestFactory; compared: jest.Mock } {
  const compared = jest.fn();
  const algorithm: DigestAlgorithm = {
    name: "slow",
    create: async ({ id, token }) => `slow$${id}$${token}`,
    async matches({ id, token }, digest) {
      const [, sealedFor, kept] = digest.split("$");
      if (sealedFor !== id) return false;
      compared();
      return answer ?? kept === token;
    },
  };
  return { factory: () => algorithm, compared };
}

describe("the digests of a keyring", () => {
  it("are hmac-sha256 with a pepper, and then plain sha256 is not known", async () => {
    const digests = digestRegistry(PEPPERS, []);
    const digest = await digests.create(SUBJECT);
    expect(digest).toMatch(/^hmac-sha256\$v1\$/);
    expect(await digests.matches(SUBJECT, digest)).toBe(true);
    expect(await digests.matches(SUBJECT, await sha256().create(SUBJECT))).toBe(false);
  });

  it("are sha256 without one, and then hmac-sha256 is not known", async () => {
    const digests = digestRegistry(NO_PEPPERS, []);
    const digest = await digests.create(SUBJECT);
    expect(digest).toMatch(/^sha256\$/);
    expect(await digests.matches(SUBJECT, digest)).toBe(true);
    const peppered = await digestRegistry(PEPPERS, []).create(SUBJECT);
    expect(await digests.matches(SUBJECT, peppered)).toBe(false);
  });

  it("check whatever is among them and mint with the one that is named", async () => {
    const { factory } = slowDigest();
    const standard = digestRegistry(PEPPERS, [factory]);
    const slow = digestRegistry(PEPPERS, [factory], { digest: "slow" });
    const [fast, minted] = [await standard.create(SUBJECT), await slow.create(SUBJECT)];
    expect([fast.split("$")[0], minted.split("$")[0]]).toEqual(["hmac-sha256", "slow"]);
    for (const digests of [standard, slow]) {
      expect(await digests.matches(SUBJECT, fast)).toBe(true);
      expect(await digests.matches(SUBJECT, minted)).toBe(true);
    }
  });

  it.each(["", "$", "slow", "slow2$x", "hmac-sha256x", "__proto__$x", "constructor$x", "$hmac-sha256$v1$"])(
    "match nothing by a digest of unknown form: %j",
    async (digest) => {
      const digests = digestRegistry(PEPPERS, [slowDigest().factory]);
      expect(await digests.matches(SUBJECT, digest)).toBe(false);
    },
  );

  it("refuse two of one name, and a name that is not among them", () => {
    const { factory } = slowDigest();
    expect(() => digestRegistry(PEPPERS, [factory, factory])).toThrow("`digests` names one");
    expect(() => digestRegistry(PEPPERS, [() => sha256()], { digest: "sha512" })).toThrow(
      "`digest` must be one of hmac-sha256, sha256, not sha512",
    );
    expect(() => digestRegistry(PEPPERS, [], { digest: "constructor" })).toThrow(
      "`digest` must be one of hmac-sha256",
    );
  });
});

describe("rows from before there were peppers", () => {
  const unpeppered = () => digestRegistry(NO_PEPPERS, []).create(SUBJECT);

  it("match nothing, unless they are accepted", async () => {
    const digest = await unpeppered();
    expect(await digestRegistry(PEPPERS, []).matches(SUBJECT, digest)).toBe(false);
    const accepting = digestRegistry(PEPPERS, [], { acceptUnpeppered: true });
    expect(await accepting.matches(SUBJECT, digest)).toBe(true);
    expect(await accepting.matches({ ...SUBJECT, token: "another" }, digest)).toBe(false);
  });

  it("are never what new tokens get, not even by name", async () => {
    const accepting = digestRegistry(PEPPERS, [], { acceptUnpeppered: true });
    expect(await accepting.create(SUBJECT)).toMatch(/^hmac-sha256\$v1\$/);
    expect(() => digestRegistry(PEPPERS, [], { digest: "sha256", acceptUnpeppered: true })).toThrow(
      "`digest` must be one of hmac-sha256, not sha256",
    );
  });

  it("are accepted by a keyring that says so, and made anew by it", async () => {
    const store = memoryStore();
    const before = createKeyring({ store, peppers: "none" });
    const { key, token } = await before.create({ permissions: ["a:b"] }, systemActor("test"));
    const peppers = [{ version: 1, secret: "pepper one, 32 bytes at the least" }];
    expect(await createKeyring({ store, peppers }).verify(token)).toMatchObject({ ok: false });

    const accepting = createKeyring({ store, peppers, acceptUnpeppered: true });
    expect(await accepting.verify(token)).toMatchObject({ ok: true });
    await accepting.close();
    expect((await store.findKey({ id: key.id }))?.digest).toMatch(/^hmac-sha256\$v1\$/);
    expect(await createKeyring({ store, peppers }).verify(token)).toMatchObject({ ok: true });
  });

  it("are accepted by true only: a word is no answer", () => {
    const options = { store: memoryStore(), peppers: "none", acceptUnpeppered: "false" };
    expect(() => createKeyring(options as never)).toThrow("`acceptUnpeppered` must be true or false");
  });
});

describe("the marks of digests", () => {
  const { factory } = slowDigest();

  it.each([
    ["one pepper", digestRegistry(PEPPERS, []), ["hmac-sha256$v1$"]],
    ["two peppers", digestRegistry(TWO_PEPPERS, []), ["hmac-sha256$v2$", "hmac-sha256$v1$"]],
    ["no pepper", digestRegistry(NO_PEPPERS, []), ["sha256$"]],
    [
      "unpeppered rows",
      digestRegistry(PEPPERS, [], { acceptUnpeppered: true }),
      ["hmac-sha256$v1$", "sha256$"],
    ],
    ["another digest", digestRegistry(PEPPERS, [factory]), ["hmac-sha256$v1$", "slow$"]],
    [
      "bcrypt",
      digestRegistry(TWO_PEPPERS, [bcryptDigest()], { digest: "bcrypt" }),
      ["hmac-sha256$v2$", "hmac-sha256$v1$", "bcrypt$v2$", "bcrypt$v1$"],
    ],
  ])("are those of what can be checked, with %s", (_, digests, marks) => {
    expect(digests.marks).toEqual(marks);
  });

  it("begin what is made: the newest pepper's goes first", async () => {
    const hmac = digestRegistry(TWO_PEPPERS, []);
    const bcrypt = digestRegistry(TWO_PEPPERS, [bcryptDigest()], { digest: "bcrypt" });
    expect(await hmac.create(SUBJECT)).toMatch(/^hmac-sha256\$v2\$/);
    expect(await bcrypt.create(SUBJECT)).toMatch(/^bcrypt\$v2\$/);
  });
});

describe("a digest is current", () => {
  it("when the one that mints has made it, under the newest pepper", async () => {
    const digests = digestRegistry(TWO_PEPPERS, []);
    expect(digests.isCurrent(await digests.create(SUBJECT))).toBe(true);
    const older = await digestRegistry(PEPPERS, []).create(SUBJECT);
    expect([await digests.matches(SUBJECT, older), digests.isCurrent(older)]).toEqual([true, false]);
  });

  it("as bcrypt where bcrypt mints, and only there", async () => {
    const minting = digestRegistry(PEPPERS, [bcryptDigest()], { digest: "bcrypt" });
    const checking = digestRegistry(PEPPERS, [bcryptDigest()]);
    const [slow, fast] = [await minting.create(SUBJECT), await checking.create(SUBJECT)];
    expect([minting.isCurrent(slow), checking.isCurrent(slow)]).toEqual([true, false]);
    expect([minting.isCurrent(fast), checking.isCurrent(fast)]).toEqual([false, true]);
  });

  it("never without a pepper where there is one", async () => {
    const digest = await digestRegistry(NO_PEPPERS, []).create(SUBJECT);
    expect(digestRegistry(NO_PEPPERS, []).isCurrent(digest)).toBe(true);
    expect(digestRegistry(PEPPERS, [], { acceptUnpeppered: true }).isCurrent(digest)).toBe(false);
  });
});

describe("a comparison for an id that does not exist", () => {
  it("is never true, not even for the text that was digested for it", async () => {
    const digests = digestRegistry(PEPPERS, [slowDigest(true).factory], { digest: "slow" });
    expect(await digests.matchesNothing(SUBJECT, false)).toBe(false);
    expect(await digests.matchesNothing({ ...SUBJECT, token: "no token looks like this" }, false)).toBe(
      false,
    );
  });

  it("costs what one for an existing id costs, each time", async () => {
    const { factory, compared } = slowDigest();
    const digests = digestRegistry(PEPPERS, [factory], { digest: "slow" });
    for (const id of ["1111111111111111", "2222222222222222", "3333333333333333"]) {
      await digests.matchesNothing({ ...SUBJECT, id }, false);
    }
    expect(compared).toHaveBeenCalledTimes(3);
  });

  it("says so when too many are under way", async () => {
    const digests = digestRegistry(PEPPERS, [slowDigest("busy").factory], { digest: "slow" });
    expect(await digests.matchesNothing(SUBJECT, false)).toBe("busy");
  });
});
