import { CHANGE_ACTIONS, type Change, type ChangePage } from "@latchkey/core";
import * as z from "zod";

import { pageOf } from "./page.js";
import { isoTime, isoTimeSchema } from "./time-schema.js";
import { wireName } from "./wire-names.js";

const fields = z.record(z.string(), z.unknown());

export const changeSchema = z
  .strictObject({
    seq: z.number().meta({
      description: "1, 2, 3 … in the order in which they happened.",
      override: { type: "integer", minimum: 1 },
    }),
    at: isoTimeSchema,
    action: z.enum(CHANGE_ACTIONS),
    target: z.string().meta({ description: "The id of what was changed: a key, a role or an owner." }),
    actor_kind: z.enum(["user", "key", "system"]),
    actor_id: z.string(),
    actor_name: z.string().nullable(),
    owner_id: z.string().nullable(),
    org_id: z.string().nullable(),
    project_id: z.string().nullable(),
    address: z.string().nullable().meta({ description: "Where the request came from." }),
    request_id: z.string().nullable(),
    before: fields.nullable().meta({
      description: "The fields that have changed, as they were; null for what is new.",
      examples: [{ enabled: true }],
    }),
    after: fields.nullable().meta({
      description: "The same fields as they are then, all of them for what is new; null for what is gone.",
      examples: [{ enabled: false }],
    }),
    note: fields.meta({ description: "Further facts.", examples: [{ reason: "leaked in a log" }] }),
    hash: z.string().meta({ description: "Chains it to the change before." }),
  })
  .meta({ id: "Change", description: "One recorded operation. It never holds a token." });

export const changePageSchema = pageOf(changeSchema).meta({
  id: "ChangePage",
  description: "Newest first. May hold fewer than asked for, even none, and still have a `next_cursor`.",
});

export type ChangeJson = z.output<typeof changeSchema>;

/** The JSON of a change. */
export function changeJson(change: Change): ChangeJson {
  const { before, after, ...note } = change.detail;
  return {
    seq: change.seq,
    at: isoTime(change.at),
    action: change.action,
    target: change.target,
    actor_kind: change.actorKind,
    actor_id: change.actorId,
    actor_name: change.actorName,
    owner_id: change.ownerId,
    org_id: change.orgId,
    project_id: change.projectId,
    address: change.address,
    request_id: change.requestId,
    before: fieldsJson(before),
    after: fieldsJson(after),
    note: fieldsJson(note) ?? {},
    hash: change.hash,
  };
}

/** The JSON of one page. */
export function changePageJson({ data, nextCursor }: ChangePage): z.output<typeof changePageSchema> {
  return { data: data.map(changeJson), next_cursor: nextCursor };
}

/** What core names in camel case and counts in milliseconds. */
const TIMES: ReadonlySet<string> = new Set([
  "notBefore",
  "expiresAt",
  "revokedAt",
  "overlapEndsAt",
  "createdAt",
  "updatedAt",
]);

/** Recorded fields as the JSON of keys and roles has them; what an application keeps in one stays as it is. */
function fieldsJson(recorded: unknown): Record<string, unknown> | null {
  if (typeof recorded !== "object" || recorded === null) return null;
  const entries = Object.entries(recorded).map(([name, value]: [string, unknown]) => [
    wireName(name),
    TIMES.has(name) && typeof value === "number" ? isoTime(value) : value,
  ]);
  return Object.fromEntries(entries) as Record<string, unknown>;
}
