import type { CreatedKey, CreateKey } from "@latchkey/core";
import * as z from "zod";

import { fieldSchemas } from "./field-schemas.js";
import { keyJson, keySchema } from "./key-json.js";
import type { Input } from "./input.js";
import { parseInput } from "./parse-input.js";
import { noQuerySchema, parseQuery } from "./parse-query.js";
import { timeSchema } from "./time-schema.js";

export const createKeySchema = z
  .strictObject({
    name: fieldSchemas.name.optional(),
    org_id: fieldSchemas.orgId.nullable().optional(),
    project_id: fieldSchemas.projectId.nullable().optional(),
    owner_id: fieldSchemas.ownerId.nullable().optional(),
    role: fieldSchemas.role.nullable().optional(),
    permissions: fieldSchemas.permissions.nullable().optional(),
    not_before: timeSchema.meta({ description: "Valid from then on." }).nullable().optional(),
    expires_at: timeSchema
      .meta({ description: "In the future; not valid from then on." })
      .nullable()
      .optional(),
    metadata: fieldSchemas.metadata.optional(),
    tags: fieldSchemas.tags.optional(),
    env: z
      .custom<"live">((value) => value === "live", {
        error: 'can only be "live" here',
        params: { code: "unknown_field" },
      })
      .meta({ description: "The environment of the key.", override: { type: "string", const: "live" } })
      .optional(),
  })
  .meta({
    id: "CreateKey",
    description: "What is not named of organization, project and owner comes from the actor.",
  });

export const createdKeySchema = z
  .strictObject({
    key: keySchema,
    token: z.string().meta({ description: "What a client presents. It is shown this once." }),
  })
  .meta({ id: "CreatedKey" });

/** The input of `keyring.create` from a request; throws a `LatchkeyError` that names what is wrong. */
export function readCreate({ query, body }: Input): CreateKey {
  parseQuery(noQuerySchema, query);
  const {
    org_id,
    project_id,
    owner_id,
    not_before,
    expires_at,
    env: _live,
    ...alike
  } = parseInput(createKeySchema, body);
  return {
    ...alike,
    orgId: org_id,
    projectId: project_id,
    ownerId: owner_id,
    notBefore: not_before,
    expiresAt: expires_at,
  };
}

/** The JSON of a new key with its token. */
export function createdKeyJson({ key, token }: CreatedKey): z.output<typeof createdKeySchema> {
  return { key: keyJson(key), token };
}
