import * as z from "zod";

import { fieldSchemas } from "./field-schemas.js";
import { parseQuery } from "./parse-query.js";

export const revokeKeySchema = z.strictObject({ reason: fieldSchemas.reason.optional() });

/** The options of `keyring.revoke` from the query of a request. */
export function readRevoke(query: URLSearchParams): { readonly reason?: string | undefined } {
  return parseQuery(revokeKeySchema, query);
}
