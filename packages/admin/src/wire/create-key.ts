import type { CreateKey } from "@latchkey/core";
import * as z from "zod";

import { fieldSchemas } from "./field-schemas.js";
import type { WireInput } from "./wire-input.js";
import { oneOf } from "./one-of.js";
import { parseInput } from "./parse-input.js";
import { noQuerySchema, parseQuery } from "./parse-query.js";
import { rateLimitSchema } from "./rate-limit-schema.js";
import { timeSchema } from "./time-schema.js";

export const createKeySchema = z
  .strictObject({
    name: fieldSchemas.name.optional(),
    org_id: fieldSchemas.orgId.nullable().optional(),
    project_id: fieldSchemas.projectId.nullable().optional(),
    owner_id: fieldSchemas.ownerId.nullable().optional(),
    role: fieldSchemas.role.nullable().optional(),
    permissions: fieldSchemas.permissions.nullable().optional(),
    inherits: fieldSchemas.inherits.optional(),
    not_before: timeSchema.meta({ description: "Valid from then on." }).nullable().optional(),
    expires_at: timeSchema
      .meta({ description: "In the future; not valid from then on." })
      .nullable()
      .optional(),
    allowed_networks: fieldSchemas.allowedNetworks.nullable().optional(),
    rate_limit: rateLimitSchema.nullable().optional(),
    metadata: fieldSchemas.metadata.optional(),
    tags: fieldSchemas.tags.optional(),
    env: oneOf(["live", "test"])
      .meta({ description: "The environment of the key; default: the application's first." })
      .optional(),
  })
  .meta({
    id: "CreateKey",
    description: "What is not named of organization, project and owner comes from the actor.",
  });

/** The input of `keyring.create` from a request; throws a `LatchkeyError` that names what is wrong. */
export function readCreate({ query, body }: WireInput): CreateKey {
  parseQuery(noQuerySchema, query);
  const { org_id, project_id, owner_id, not_before, expires_at, allowed_networks, rate_limit, ...alike } =
    parseInput(createKeySchema, body);
  return {
    ...alike,
    orgId: org_id,
    projectId: project_id,
    ownerId: owner_id,
    notBefore: not_before,
    expiresAt: expires_at,
    allowedNetworks: allowed_networks,
    rateLimit: rate_limit,
  };
}
