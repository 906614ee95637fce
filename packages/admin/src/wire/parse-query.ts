import { invalidFields } from "@latchkey/core";
import * as z from "zod";

import { parseInput } from "./parse-input.js";

/** The query of a route that takes none. */
export const noQuerySchema = z.strictObject({});

/**
 * What a schema makes of a query string. The string itself is read, not `req.query`: Express 4 and 5 and an
 * application's own parser nest and merge parameters each in their own way, and here each is given once or not at all.
 */
export function parseQuery<Schema extends z.ZodType>(
  schema: Schema,
  query: URLSearchParams,
): z.output<Schema> {
  const parsed = parseInput(schema, Object.fromEntries(query));
  const repeated = repeatedNames(query);
  if (repeated.length === 0) return parsed;
  throw invalidFields(
    repeated.map((name) => ({ path: [name], message: "must be given once", code: "invalid_field" })),
  );
}

/** In one pass: anybody can send thousands of names. */
function repeatedNames(query: URLSearchParams): string[] {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const name of query.keys()) (seen.has(name) ? repeated : seen).add(name);
  return [...repeated];
}
