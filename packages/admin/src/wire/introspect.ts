import * as z from "zod";

import { parseInput } from "./parse-input.js";
import { noQuerySchema, parseQuery } from "./parse-query.js";
import type { WireInput } from "./wire-input.js";

export const introspectSchema = z
  .strictObject({
    token: z.string().meta({ description: "As a client has presented it, without a scheme." }),
    token_type_hint: z
      .string()
      .meta({ description: "There is one kind of token here: not looked at." })
      .optional(),
  })
  .meta({ id: "IntrospectToken", description: "RFC 7662 §2.1." });

/** The token that a request asks about; throws a `LatchkeyError` that says what is wrong, and never what was sent. */
export function readIntrospect({ query, body }: WireInput): string {
  parseQuery(noQuerySchema, query);
  return parseInput(introspectSchema, body).token;
}
