import { CHANGE_ACTIONS, type ListChanges } from "@latchkey/core";
import * as z from "zod";

import { fieldSchemas } from "./field-schemas.js";
import { oneOf } from "./one-of.js";
import { pageQuery } from "./page.js";
import { parseQuery } from "./parse-query.js";
import { timeSchema } from "./time-schema.js";

export const listChangesSchema = z.strictObject({
  ...pageQuery,
  key_id: fieldSchemas.keyId.optional(),
  actor_id: fieldSchemas.actorId.optional(),
  action: oneOf(CHANGE_ACTIONS).optional(),
  from: timeSchema.meta({ description: "From this time on." }).optional(),
  to: timeSchema.meta({ description: "Up to this time and not including it." }).optional(),
});

/** The query of `keyring.changes.list` from that of a request; throws a `LatchkeyError` that names what is wrong. */
export function readListChanges(query: URLSearchParams): ListChanges {
  const { key_id, actor_id, ...alike } = parseQuery(listChangesSchema, query);
  return { ...alike, keyId: key_id, actorId: actor_id };
}
