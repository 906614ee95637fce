import type { KeyMemory } from "../cache/key-memory.js";
import type { KeyringContext } from "../context/keyring-context.js";
import type { ParsedToken } from "../tokens/tokens.js";
import type { Verdict, VerifyOrigin } from "../verdicts/verdict.js";
import type { FailureLimit } from "./failure-limit.js";
import type { Patience } from "./patience.js";

/** Finds the rows of tokens that other systems have made, which do not say their ids. */
export interface ForeignFinder {
  /** The token with the id that was found for it before; null for none of a declared kind, undefined when the store must be asked. */
  recall(token: unknown): ParsedToken | null | undefined;
  /** The token with its id, which is `NOBODY` where no row is found; or the refusal of an address that has failed too often. */
  find(token: string, origin: VerifyOrigin | undefined, time: Patience): Promise<ParsedToken | Verdict>;
  /** Whether the key that was recalled is not, or no longer, found by the token; then the store is to be asked. */
  isStale(parsed: ParsedToken): boolean;
}

/** The id of no key. */
export const NOBODY = "";

export function foreignFinder(
  ring: KeyringContext,
  memory: KeyMemory,
  failures: FailureLimit,
): ForeignFinder {
  const { tokens } = ring;

  return {
    recall(token) {
      const foreign = tokens.parseForeign(token);
      if (foreign === null) return null;
      const id = memory.locator.recall(foreign.lookup);
      return id === undefined ? undefined : { id, formatted: false, foreign };
    },
    async find(token, origin, time) {
      const refusal = await failures.refusal(origin?.address);
      if (refusal !== null) return refusal;
      const foreign = tokens.parseForeign(token);
      if (foreign === null) throw new Error("only tokens of a declared kind are looked for");
      const id = await memory.locator.locate(foreign.lookups(), time.remaining());
      return { id: id ?? NOBODY, formatted: false, foreign };
    },
    isStale({ id, foreign }) {
      if (foreign === undefined) return false;
      const lookup = memory.recall(id)?.record.lookup ?? null;
      const stale = lookup === null || !foreign.lookups().includes(lookup);
      if (stale) memory.locator.forget(foreign.lookup);
      return stale;
    },
  };
}
