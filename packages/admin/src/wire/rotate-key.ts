import type { RotateOptions } from "@latchkey/core";
import * as z from "zod";

import type { WireInput } from "./wire-input.js";
import { parseInput } from "./parse-input.js";
import { noQuerySchema, parseQuery } from "./parse-query.js";

const LONGEST = 30 * 24 * 60 * 60;
const OVERLAP = `must be whole seconds from 0 to ${LONGEST}`;

export const rotateKeySchema = z
  .strictObject({
    overlap: z
      .number({ error: OVERLAP })
      .refine((seconds) => Number.isInteger(seconds) && seconds >= 0 && seconds <= LONGEST, {
        error: OVERLAP,
      })
      .meta({
        description:
          "Seconds for which the old token goes on working, never past the key's expiry; 0 ends it at once.",
        override: { type: "integer", minimum: 0, maximum: LONGEST },
        examples: [3600],
      })
      .optional(),
  })
  .meta({ id: "RotateKey", description: "What is not named is as the application's policy has it." });

/** The options of `keyring.rotate` from a request; throws a `LatchkeyError` that names what is wrong. */
export function readRotate({ query, body }: WireInput): RotateOptions {
  parseQuery(noQuerySchema, query);
  return parseInput(rotateKeySchema, body);
}
