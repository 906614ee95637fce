import type { Introspection } from "@latchkey/core";
import * as z from "zod";

import { rateLimitSchema } from "./rate-limit-schema.js";

const seconds = z.number().meta({
  description: "Seconds since 1970-01-01T00:00:00Z.",
  override: { type: "integer", minimum: 0 },
});

const inactiveSchema = z.strictObject({ active: z.literal(false) }).meta({ id: "InactiveToken" });

const activeSchema = z
  .strictObject({
    active: z.literal(true),
    token_type: z.literal("Bearer"),
    scope: z.string().meta({
      description: "The permissions, with spaces between them; a `*` stands for any resource or action.",
      examples: ["bundles:read logs:*"],
    }),
    sub: z.string().meta({ description: "The owner of the key, if it has one." }).optional(),
    jti: z.string().meta({ description: "The id of the key; a rotation does not change it." }),
    iat: seconds.meta({ description: "When the key was created." }),
    nbf: seconds.meta({ description: "The key is valid from then on." }).optional(),
    exp: seconds
      .meta({ description: "When the token ends: with the key, or with the overlap of a rotation." })
      .optional(),
    name: z.string(),
    number: z.number().meta({ override: { type: "integer", minimum: 1 } }),
    env: z.enum(["live", "test"]),
    org_id: z.string().nullable(),
    project_id: z.string().nullable(),
    allowed_networks: z.array(z.string()).nullable().meta({
      description:
        "Where requests must come from, null for anywhere; for whoever lets the token in to check.",
    }),
    rate_limit: rateLimitSchema.nullable(),
  })
  .meta({ id: "ActiveToken", description: "Members of RFC 7662 §2.2, and the key's own." });

export const introspectionSchema = z.union([activeSchema, inactiveSchema]);

/** The JSON of what a token stands for; the same for every one that is not to be told of. */
export function introspectionJson(found: Introspection | null): z.output<typeof introspectionSchema> {
  if (found === null) return { active: false };
  const { ownerId, notBefore, expiresAt, allowedNetworks, rateLimit } = found;
  return {
    active: true,
    token_type: "Bearer",
    scope: found.permissions.join(" "),
    ...(ownerId !== null && { sub: ownerId }),
    jti: found.id,
    iat: Math.floor(found.createdAt / 1000),
    // Whole seconds within which the key is valid, so that nobody who keeps to them lets in too much.
    ...(notBefore !== null && { nbf: Math.ceil(notBefore / 1000) }),
    ...(expiresAt !== null && { exp: Math.floor(expiresAt / 1000) }),
    name: found.name,
    number: found.number,
    env: found.env,
    org_id: found.orgId,
    project_id: found.projectId,
    allowed_networks: allowedNetworks && [...allowedNetworks],
    rate_limit: rateLimit && { requests: rateLimit.requests, seconds: rateLimit.seconds },
  };
}
