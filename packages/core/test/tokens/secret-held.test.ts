import { digestRegistry } from "../../src/digests/digest-registry.js";
import { peppersOf } from "../../src/digests/peppers.js";
import { previousDigest } from "../../src/keys/previous-secret.js";
import type { KeyRecord } from "../../src/index.js";
import { foreignKinds } from "../../src/foreign/foreign-kinds.js";
import { opaqueTokens } from "../../src/tokens/opaque-tokens.js";
import { secretHeld } from "../../src/tokens/secret-held.js";
import { tokensOf } from "../../src/tokens/tokens.js";
import { sampleKey } from "../sample-key.js";

const NOW = Date.UTC(2026, 0, 1);
const ENVIRONMENTS = ["live", "test"] as const;
const digests = digestRegistry(
  peppersOf([{ version: 1, secret: "a pepper of thirty-two bytes or more" }]),
  [],
);
const prover = { digests, environments: ENVIRONMENTS };
const NO_KINDS = foreignKinds([], peppersOf("none"));
const tokens = tokensOf({
  opaque: opaqueTokens(["acme", "older"], ENVIRONMENTS),
  format: null,
  foreign: NO_KINDS,
  digests,
});
const compared = jest.spyOn(digests, "matchesNothing");
beforeEach(() => compared.mockClear());

/** A token of ours, and the row that fits it with these fields in place of its own. */
async function presented(fields: Partial<KeyRecord> = {}) {
  const { token, ...kept } = await tokens.issue({ env: "live", ownerId: "u1", generation: 1, now: NOW });
  const parsed = tokens.parse(token);
  if (parsed === null) throw new Error("a new token was not read");
  return { record: sampleKey({ ...kept, env: "live", ownerId: "u1", ...fields }), proof: { parsed, token } };
}

describe("the secret that a token holds", () => {
  it("is the current one of the row that fits it", async () => {
    const { record, proof } = await presented();
    expect(await secretHeld(prover, record, proof, NOW)).toBe("current");
    expect(compared).not.toHaveBeenCalled();
  });

  it.each<[string, Partial<KeyRecord>]>([
    ["another environment, though that is accepted", { env: "test" }],
    ["another prefix of the keyring", { prefix: "older" }],
    ["another digest", { digest: "hmac-sha256$v1$" + "A".repeat(43) }],
  ])("is none where the row says %s", async (_, fields) => {
    const { record, proof } = await presented(fields);
    expect(await secretHeld(prover, record, proof, NOW)).toBeNull();
  });

  it("costs one comparison all the same where the row says something else of it", async () => {
    for (const fields of [{ env: "test" }, { prefix: "older" }] as const) {
      const { record, proof } = await presented(fields);
      await secretHeld(prover, record, proof, NOW);
    }
    expect(compared).toHaveBeenCalledTimes(2);
  });

  it("is the previous one until the overlap ends, also with another prefix, never in another environment", async () => {
    const { record, proof } = await presented();
    const rotated: KeyRecord = {
      ...record,
      prefix: "older",
      digest: "hmac-sha256$v1$" + "A".repeat(43),
      previousDigest: previousDigest(record.digest, NOW - 1_000),
      previousExpiresAt: NOW + 1_000,
    };
    expect(await secretHeld(prover, rotated, proof, NOW)).toBe("previous");
    expect(await secretHeld(prover, rotated, proof, NOW + 1_000)).toBeNull();
    compared.mockClear();
    expect(await secretHeld(prover, { ...rotated, env: "test" }, proof, NOW)).toBeNull();
    // Once for each secret, as where the row says the same of the token.
    expect(compared).toHaveBeenCalledTimes(2);
  });
});
