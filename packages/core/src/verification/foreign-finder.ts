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
  /** What was recalled did not hold: the store is to be asked the next time. */
  doubt(parsed: ParsedToken): void;
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
    doubt({ id, foreign }) {
      if (foreign !== undefined && memory.recall(id) == null) memory.locator.forget(foreign.lookup);
    },
  };
}
