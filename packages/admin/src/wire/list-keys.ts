import { KEY_SORTS, KEY_STATUSES, type ListKeys } from "@latchkey/core";
import * as z from "zod";

import { fieldSchemas } from "./field-schemas.js";
import { keyJson, keySchema } from "./key-json.js";
import { oneOf } from "./one-of.js";
import { pageOf, pageQuery } from "./page.js";
import { parseQuery } from "./parse-query.js";
import type { WirePage } from "./wire-format.js";

export const listKeysSchema = z.strictObject({
  ...pageQuery,
  org_id: fieldSchemas.orgId.optional(),
  project_id: fieldSchemas.projectId.meta({ description: "Needs `org_id`." }).optional(),
  owner_id: fieldSchemas.ownerId.optional(),
  role: fieldSchemas.role.optional(),
  status: oneOf(KEY_STATUSES)
    .meta({ description: "Revoked keys are listed only when asked for." })
    .optional(),
  q: fieldSchemas.name
    .meta({ description: "The beginning of a name, or exactly an id, a number or a hint." })
    .optional(),
  sort: oneOf(KEY_SORTS)
    .meta({ override: { default: "-created_at" } })
    .optional(),
});

export const keyPageSchema = pageOf(keySchema).meta({
  id: "KeyPage",
  description: "May hold fewer keys than asked for, even none, and still have a `next_cursor`.",
});

/** The query of `keyring.list` from that of a request; throws a `LatchkeyError` that names what is wrong. */
export function readList(query: URLSearchParams): ListKeys {
  const { org_id, project_id, owner_id, ...alike } = parseQuery(listKeysSchema, query);
  return { ...alike, orgId: org_id, projectId: project_id, ownerId: owner_id };
}

/** The JSON of one page. */
export function keyPageJson({ data, nextCursor }: WirePage): z.output<typeof keyPageSchema> {
  return { data: data.map(({ key }) => keyJson(key)), next_cursor: nextCursor };
}
