import { createHash } from "node:crypto";

import type { ForeignTokens } from "../../src/index.js";

/** A kind with a public part: `lg_<8>.<secret>`. */
export const LEGACY: ForeignTokens = {
  name: "legacy",
  match: (token) => /^(lg_[a-z0-9]{8})\.[A-Za-z0-9]+$/.exec(token)?.[1] ?? null,
  lookup: "public",
};

/** The same, of which only the secret was hashed. */
export const LEGACY_SECRET: ForeignTokens = {
  ...LEGACY,
  hashed: (token) => token.slice(token.indexOf(".") + 1),
};

/** A kind without a public part: `old-<hex>`. */
export const OLD: ForeignTokens = {
  name: "old",
  match: (token) => (/^old-[0-9a-f]+$/.test(token) ? "" : null),
  lookup: "blind",
};

export const STRONG = "lg_00000001.7Fq2mX0cRt9aLw4ZbN81Kd3Xy";
export const WEAK = "lg_00000002.hunter2hunter2";
export const BLIND = "old-9f86d081884c7d659a2feaa0c55ad015";

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
