import type { NoOptions } from "@latchkey/core";
import * as z from "zod";

import type { WireInput } from "./wire-input.js";
import { parseInput } from "./parse-input.js";
import { noQuerySchema, parseQuery } from "./parse-query.js";

/** The body of a request that has nothing to say. */
export const noFieldsSchema = z.strictObject({}).meta({ id: "NoFields", description: "Nothing: `{}`." });

/** Refuses whatever a request brings to a route that takes nothing; throws a `LatchkeyError` that names it. */
export function readNothing({ query, body }: WireInput): NoOptions {
  parseQuery(noQuerySchema, query);
  return parseInput(noFieldsSchema, body);
}
