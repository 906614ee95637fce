import type { ChangeRecord } from "../changes/change-record.js";
import type { KeyRecord } from "../keys/key-record.js";
import type { Head, Survey } from "../store/key-store.js";

/** What a survey finds among these records. */
export function surveyRecords(
  keys: readonly KeyRecord[],
  changes: readonly ChangeRecord[],
  head: Head,
  expected: Survey["expected"],
  now: number,
): Survey {
  const live = keys.filter((key) => key.revokedAt === null);
  return {
    head,
    expected,
    unexpected: {
      digest: others(
        live.map((key) => key.digest),
        expected.digest,
      ),
      previousDigest: others(
        live
          .filter(({ previousExpiresAt: end }) => end !== null && end > now)
          .map((key) => key.previousDigest),
        expected.previousDigest,
      ),
      lookup: others(
        live.map((key) => key.lookup),
        expected.lookup,
      ),
      sealedToken: others(
        live.map((key) => key.sealedToken),
        expected.sealedToken,
      ),
      changeHash: others(
        changes.map((change) => change.hash),
        expected.changeHash,
      ),
    },
  };
}

function others(texts: readonly (string | null)[], beginnings: readonly string[]): number {
  return texts.filter((text) => text !== null && !beginnings.some((beginning) => text.startsWith(beginning)))
    .length;
}
