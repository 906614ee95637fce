import { KEY_STATUSES, type ApiKey, type Rotation } from "@latchkey/core";
import * as z from "zod";

import { rateLimitSchema } from "./rate-limit-schema.js";
import { isoTime, isoTimeOrNull, isoTimeSchema as time } from "./time-schema.js";

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
    inherits: z.boolean().meta({
      description: "Whether it has its owner's permissions of the moment, in place of a role and its own.",
    }),
    status: z
      .enum(KEY_STATUSES)
      .meta({ description: "The first that holds of revoked, expired, disabled, scheduled, active." }),
    enabled: z.boolean(),
    not_before: time.nullable(),
    expires_at: time.nullable(),
    revoked_at: time.nullable(),
    last_used_at: time.nullable().meta({ description: "Up to some ten seconds behind." }),
    allowed_networks: z
      .array(z.string())
      .nullable()
      .meta({ description: "Where requests must come from; null for anywhere.", examples: [["10.0.0.0/8"]] }),
    rate_limit: rateLimitSchema.nullable(),
    metadata: z.record(z.string(), z.unknown()),
    tags: z.array(z.string()),
    created_at: time,
    created_by: z.string().meta({ description: "Who made it.", examples: ["user:u-17"] }),
    updated_at: time,
    rotation: z
      .strictObject({
        overlap_ends_at: time.meta({ description: "From then on the old token is refused." }),
        old_secret_last_used_at: time.nullable(),
      })
      .nullable()
      .meta({ description: "While the token from before a rotation still works." }),
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
    inherits: key.inherits,
    status: key.status,
    enabled: key.enabled,
    not_before: isoTimeOrNull(key.notBefore),
    expires_at: isoTimeOrNull(key.expiresAt),
    revoked_at: isoTimeOrNull(key.revokedAt),
    last_used_at: isoTimeOrNull(key.lastUsedAt),
    allowed_networks: key.allowedNetworks && [...key.allowedNetworks],
    rate_limit: key.rateLimit && { requests: key.rateLimit.requests, seconds: key.rateLimit.seconds },
    metadata: key.metadata,
    tags: [...key.tags],
    created_at: isoTime(key.createdAt),
    created_by: key.createdBy,
    updated_at: isoTime(key.updatedAt),
    rotation: key.rotation && rotationJson(key.rotation),
  };
}

function rotationJson({ overlapEndsAt, oldSecretLastUsedAt }: Rotation): KeyJson["rotation"] {
  return {
    overlap_ends_at: isoTime(overlapEndsAt),
    old_secret_last_used_at: isoTimeOrNull(oldSecretLastUsedAt),
  };
}
