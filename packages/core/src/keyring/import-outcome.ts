import type { ApiKey } from "../keys/api-key.js";
import type { ErrorCode, FieldError } from "../latchkey-error.js";

export interface ImportOptions {
  /** Decides about every input and writes nothing; default false. */
  readonly dryRun?: boolean;
}

/**
 * What became of one input. `imported`: there is a key for it now, or in a dry run there would be. `duplicate`: another
 * key has its lookup already, which after an import that was interrupted is the one it made; nothing was changed.
 * `refused`: it cannot be a key, or not one by this actor.
 */
export type ImportOutcome =
  | {
      readonly outcome: "imported";
      /** Null in a dry run. */
      readonly key: ApiKey | null;
      /** Of tokens given as they are: below 112 bits by length and alphabet it is `weak`, and kept as bcrypt. Null of hashes. */
      readonly strength: TokenStrength | null;
    }
  | {
      readonly outcome: "duplicate";
      /** The key that has it; null where an earlier input of the same import is it. */
      readonly id: string | null;
    }
  | {
      readonly outcome: "refused";
      readonly code: ErrorCode;
      readonly message: string;
      readonly errors?: readonly FieldError[];
    };

export type TokenStrength = "strong" | "weak";
