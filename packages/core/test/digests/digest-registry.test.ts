import type { DigestAlgorithm, DigestFactory, DigestMatch } from "../../src/digests/digest.js";
import { digestRegistry } from "../../src/digests/digest-registry.js";
import { peppersOf } from "../../src/digests/peppers.js";
import { sha256 } from "../../src/digests/sha256.js";

const PEPPERS = peppersOf([{ version: 1, secret: "pepper one, 32 bytes at the least" }]);
const NO_PEPPERS = peppersOf("none");
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
    const digests = digestRegistry(PEPPERS, [], undefined);
    const digest = await digests.create(SUBJECT);
    expect(digest).toMatch(/^hmac-sha256\$v1\$/);
    expect(await digests.matches(SUBJECT, digest)).toBe(true);
    expect(await digests.matches(SUBJECT, await sha256().create(SUBJECT))).toBe(false);
  });

  it("are sha256 without one, and then hmac-sha256 is not known", async () => {
    const digests = digestRegistry(NO_PEPPERS, [], undefined);
    const digest = await digests.create(SUBJECT);
    expect(digest).toMatch(/^sha256\$/);
    expect(await digests.matches(SUBJECT, digest)).toBe(true);
    const peppered = await digestRegistry(PEPPERS, [], undefined).create(SUBJECT);
    expect(await digests.matches(SUBJECT, peppered)).toBe(false);
  });

  it("check whatever is among them and mint with the one that is named", async () => {
    const { factory } = slowDigest();
    const standard = digestRegistry(PEPPERS, [factory], undefined);
    const slow = digestRegistry(PEPPERS, [factory], "slow");
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
      const digests = digestRegistry(PEPPERS, [slowDigest().factory], undefined);
      expect(await digests.matches(SUBJECT, digest)).toBe(false);
    },
  );

  it("refuse two of one name, and a name that is not among them", () => {
    const { factory } = slowDigest();
    expect(() => digestRegistry(PEPPERS, [factory, factory], undefined)).toThrow("`digests` names one");
    expect(() => digestRegistry(PEPPERS, [() => sha256()], "sha512")).toThrow(
      "`digest` must be one of hmac-sha256, sha256, not sha512",
    );
    expect(() => digestRegistry(PEPPERS, [], "constructor")).toThrow("`digest` must be one of hmac-sha256");
  });
});

describe("a comparison for an id that does not exist", () => {
  it("is never true, not even for the text that was digested for it", async () => {
    const digests = digestRegistry(PEPPERS, [slowDigest(true).factory], "slow");
    expect(await digests.matchesNothing(SUBJECT)).toBe(false);
    expect(await digests.matchesNothing({ ...SUBJECT, token: "no token looks like this" })).toBe(false);
  });

  it("costs what one for an existing id costs, each time", async () => {
    const { factory, compared } = slowDigest();
    const digests = digestRegistry(PEPPERS, [factory], "slow");
    for (const id of ["1111111111111111", "2222222222222222", "3333333333333333"]) {
      await digests.matchesNothing({ ...SUBJECT, id });
    }
    expect(compared).toHaveBeenCalledTimes(3);
  });

  it("says so when too many are under way", async () => {
    const digests = digestRegistry(PEPPERS, [slowDigest("busy").factory], "slow");
    expect(await digests.matchesNothing(SUBJECT)).toBe("busy");
  });
});
