import { KEY_STATUSES, type ApiKey } from "@latchkey/core";
import * as z from "zod";

import { isoTime, isoTimeOrNull } from "./time-schema.js";

const time = z.string().meta({ format: "date-time", examples: ["2027-01-01T00:00:00.000Z"] });

export const keySchema = z
  .strictObject({
    id: z.string().meta({ description: "16 base62 characters, public.", pattern: "^[0-9A-Za-z]{16}$" }),
    number: z
      .number()
      .meta({ description: "1, 2, 3 …: the order of creation.", override: { type: "integer", minimum: 1 } }),
    name: z.string(),
    hint: z
      .string()
      .meta({ description: "The public beginning of the token.", examples: ["acme_live_7Fq2…"] }),
    env: z.enum(["live", "test"]),
    org_id: z.string().nullable(),
    project_id: z.string().nullable(),
    owner_id: z.string().nullable(),
    role: z.string().nullable(),
    permissions: z.array(z.string()).nullable(),
    status: z
      .enum(KEY_STATUSES)
      .meta({ description: "The first that holds of revoked, expired, disabled, scheduled, active." }),
    enabled: z.boolean(),
    not_before: time.nullable(),
    expires_at: time.nullable(),
    revoked_at: time.nullable(),
    metadata: z.record(z.string(), z.unknown()),
    tags: z.array(z.string()),
    created_at: time,
    created_by: z.string().meta({ description: "Who made it.", examples: ["user:u-17"] }),
    updated_at: time,
  })
  .meta({ id: "ApiKey", description: "A key as people see it. It holds neither the token nor its secret." });

export type KeyJson = z.output<typeof keySchema>;

/** The JSON of a key. */
export function keyJson(key: ApiKey): KeyJson {
  return {
    id: key.id,
    number: key.number,
    name: key.name,
    hint: key.hint,
    env: key.env,
    org_id: key.orgId,
    project_id: key.projectId,
    owner_id: key.ownerId,
    role: key.role,
    permissions: key.permissions && [...key.permissions],
    status: key.status,
    enabled: key.enabled,
    not_before: isoTimeOrNull(key.notBefore),
    expires_at: isoTimeOrNull(key.expiresAt),
    revoked_at: isoTimeOrNull(key.revokedAt),
    metadata: key.metadata,
    tags: [...key.tags],
    created_at: isoTime(key.createdAt),
    created_by: key.createdBy,
    updated_at: isoTime(key.updatedAt),
  };
}
