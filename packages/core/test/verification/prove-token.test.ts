import crypto from "node:crypto";

import { digestRegistry } from "../../src/digests/digest-registry.js";
import { peppersOf } from "../../src/digests/peppers.js";
import { previousDigest } from "../../src/keys/previous-secret.js";
import { foreignKinds } from "../../src/foreign/foreign-kinds.js";
import { opaqueTokens } from "../../src/tokens/opaque-tokens.js";
import { tokensOf } from "../../src/tokens/tokens.js";
import { prove, provenBefore } from "../../src/verification/prove-token.js";
import { cached } from "../cache/cached.js";
import { forgedToken, partsOf, withWrongSecret } from "../forged-token.js";

const NOW = Date.UTC(2026, 0, 1);
const ENVIRONMENTS = ["live", "test"] as const;
const digests = digestRegistry(peppersOf([{ version: 1, secret: "a pepper of 32 bytes at the least" }]), []);
const NO_KINDS = foreignKinds([], peppersOf("none"));
const tokens = tokensOf({
  opaque: opaqueTokens(["acme"], ENVIRONMENTS),
  format: null,
  foreign: NO_KINDS,
  digests,
});

/** A key in rotation, with both of its tokens. */
async function inRotation() {
  const { id, prefix, token, digest } = await tokens.issue({
    env: "live",
    ownerId: null,
    generation: 1,
    now: NOW,
  });
  const older = withWrongSecret(token);
  const row = previousDigest(await digests.create({ id, token: older }), NOW);
  const key = cached({ id, prefix, digest, previousDigest: row, previousExpiresAt: NOW + 1_000 });
  const check = (presented: string) => {
    const parsed = tokens.parse(presented);
    if (parsed === null) throw new Error("the token was not read");
    return prove({ digests, environments: ENVIRONMENTS }, key, { parsed, token: presented }, NOW);
  };
  return { key, token, older, check };
}

describe("a token that has passed a full check", () => {
  it("is known again, and so is the one from before a rotation", async () => {
    const { key, token, older, check } = await inRotation();
    expect([provenBefore(key, token), provenBefore(key, older)]).toEqual([null, null]);
    expect([await check(token), await check(older)]).toEqual(["current", "previous"]);
    expect([provenBefore(key, token), provenBefore(key, older)]).toEqual(["current", "previous"]);
  });

  it("makes no other token known, not even of the same key", async () => {
    const { key, token, check } = await inRotation();
    await check(token);
    const wrong = [withWrongSecret(token), token.slice(0, -1), `${token}x`, "", token.toUpperCase()];
    expect(wrong.map((each) => provenBefore(key, each))).toEqual(wrong.map(() => null));
  });

  it("is not remembered when it has not passed", async () => {
    const { key, token, check } = await inRotation();
    const wrong = forgedToken({ ...partsOf(token), secret: "x".repeat(43) });
    expect(await check(wrong)).toBeNull();
    expect([key.proven, key.provenPrevious, provenBefore(key, wrong)]).toEqual([null, null, null]);
  });

  it("is remembered as 32 bytes of text, with nothing of the token in them", async () => {
    const { key, token, check } = await inRotation();
    await check(token);
    expect(Buffer.from(key.proven ?? "", "latin1")).toEqual(
      crypto.createHash("sha256").update(token).digest(),
    );
    expect(key.proven).toHaveLength(32);
  });

  it("is compared in constant time, by one hash and without a Buffer of its own", async () => {
    const { key, token, check } = await inRotation();
    await check(token);
    const hash = jest.spyOn(crypto, "hash");
    const compare = jest.spyOn(crypto, "timingSafeEqual");
    provenBefore(key, token);
    provenBefore(key, withWrongSecret(token));
    expect([hash.mock.calls.length, compare.mock.calls.length]).toEqual([2, 2]);
    expect(hash.mock.results.map(({ value }) => typeof value)).toEqual(["string", "string"]);
    expect(new Set(compare.mock.calls.map(([known]) => known)).size).toBe(1);
  });
});
