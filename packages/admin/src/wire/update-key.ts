import type { UpdateKey } from "@latchkey/core";
import * as z from "zod";

import { fieldSchemas } from "./field-schemas.js";
import type { WireInput } from "./wire-input.js";
import { parseInput } from "./parse-input.js";
import { noQuerySchema, parseQuery } from "./parse-query.js";
import { rateLimitSchema } from "./rate-limit-schema.js";
import { timeSchema } from "./time-schema.js";

export const updateKeySchema = z
  .strictObject({
    name: fieldSchemas.name.optional(),
    enabled: fieldSchemas.enabled.optional(),
    role: fieldSchemas.role.nullable().optional(),
    permissions: fieldSchemas.permissions.nullable().optional(),
    inherits: fieldSchemas.inherits.optional(),
    not_before: timeSchema.meta({ description: "Valid from then on." }).nullable().optional(),
    expires_at: timeSchema.meta({ description: "Not valid from then on." }).nullable().optional(),
    allowed_networks: fieldSchemas.allowedNetworks.nullable().optional(),
    rate_limit: rateLimitSchema.nullable().optional(),
    metadata: fieldSchemas.metadata.optional(),
    tags: fieldSchemas.tags.optional(),
  })
  .meta({ id: "UpdateKey", description: "What is not named stays as it is." });

/** The changes of `keyring.update` from a request; throws a `LatchkeyError` that names what is wrong. */
export function readUpdate({ query, body }: WireInput): UpdateKey {
  parseQuery(noQuerySchema, query);
  const { not_before, expires_at, allowed_networks, rate_limit, ...alike } = parseInput(
    updateKeySchema,
    body,
  );
  return {
    ...alike,
    notBefore: not_before,
    expiresAt: expires_at,
    allowedNetworks: allowed_networks,
    rateLimit: rate_limit,
  };
}
