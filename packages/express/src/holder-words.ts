import type { Principal } from "@latchkey/core";

/** How a refusal speaks of what a principal presented. */
export interface HolderWords {
  /** What was presented. */
  readonly this: string;
  /** What to use in its place. */
  readonly another: string;
}

const KEY: HolderWords = { this: "This API key", another: "a key" };
const TOKEN: HolderWords = { this: "This token", another: "one" };

/** The words for a principal. */
export function holderWords({ kind }: Principal): HolderWords {
  return kind === "identity" ? TOKEN : KEY;
}
