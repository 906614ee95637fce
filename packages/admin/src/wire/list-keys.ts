import { KEY_LIMITS, KEY_SORTS, KEY_STATUSES, type KeyPage, type ListKeys } from "@latchkey/core";
import * as z from "zod";

import { fieldSchemas } from "./field-schemas.js";
import { keyJson, keySchema } from "./key-json.js";
import { parseQuery } from "./parse-query.js";

const LIMIT = `must be a whole number from 1 to ${KEY_LIMITS.page}`;

export const listKeysSchema = z.strictObject({
  limit: z
    .string()
    .refine((text) => /^[0-9]{1,15}$/.test(text), { error: LIMIT })
    .transform(Number)
    .meta({
      description: "How many keys a page holds at most.",
      override: { type: "integer", minimum: 1, maximum: KEY_LIMITS.page, default: 50 },
    })
    .optional(),
  cursor: z.string().meta({ description: "`next_cursor` of the page before." }).optional(),
  org_id: fieldSchemas.orgId.optional(),
  project_id: fieldSchemas.projectId.meta({ description: "Needs `org_id`." }).optional(),
  owner_id: fieldSchemas.ownerId.optional(),
  role: fieldSchemas.role.optional(),
  status: z
    .enum(KEY_STATUSES, { error: oneOf(KEY_STATUSES) })
    .meta({ description: "Revoked keys are listed only when asked for." })
    .optional(),
  q: fieldSchemas.name
    .meta({ description: "The beginning of a name, or exactly an id, a number or a hint." })
    .optional(),
  sort: z
    .enum(KEY_SORTS, { error: oneOf(KEY_SORTS) })
    .meta({ override: { default: "-created_at" } })
    .optional(),
});

export const keyPageSchema = z
  .strictObject({
    data: z.array(keySchema),
    next_cursor: z
      .string()
      .nullable()
      .meta({ description: "What to send as `cursor` for the next page; null at the end." }),
  })
  .meta({
    id: "KeyPage",
    description: "May hold fewer keys than asked for, even none, and still have a `next_cursor`.",
  });

/** The query of `keyring.list` from that of a request; throws a `LatchkeyError` that names what is wrong. */
export function readList(query: URLSearchParams): ListKeys {
  const { org_id, project_id, owner_id, ...alike } = parseQuery(listKeysSchema, query);
  return { ...alike, orgId: org_id, projectId: project_id, ownerId: owner_id };
}

/** The JSON of one page. */
export function keyPageJson({ data, nextCursor }: KeyPage): z.output<typeof keyPageSchema> {
  return { data: data.map(keyJson), next_cursor: nextCursor };
}

function oneOf(values: readonly string[]): string {
  return `must be one of ${values.join(", ")}`;
}
