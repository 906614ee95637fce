import type { z } from "zod";

/** How a secret is made when it is not set, and what is asked of one that is. */
export interface SecretKind {
  /** Reads a value that was set, into what the example gets; its messages go on from the name: `must be …`. */
  readonly schema: z.ZodType<string, string>;
  /** Makes one, as it is kept in the file of generated secrets. */
  generate(): string;
  /** A sentence with the command that makes one, where there is such a command. */
  readonly madeBy?: string;
}
