import { hash } from "node:crypto";

import type { ImportKey } from "@latchkey/core";

/** Characters of base64url: 96 bits, so that a million rows make no accidental pair. */
const KEPT = 16;

/**
 * Whether a row's token came in an earlier row. A dry run writes nothing, so that only this can tell; it keeps a few
 * bytes of a hash of each row.
 */
export function seenBefore(): (input: ImportKey) => boolean {
  const seen = new Set<string>();
  return function isSeen({ publicPart, token, hash: kept }) {
    const mark = hash("sha256", JSON.stringify([publicPart ?? token ?? kept]), "base64url").slice(0, KEPT);
    const before = seen.size;
    return seen.add(mark).size === before;
  };
}
