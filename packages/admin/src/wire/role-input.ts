import type { CreateRole, ListRoles, UpdateRole } from "@latchkey/core";
import * as z from "zod";

import { fieldSchemas } from "./field-schemas.js";
import type { WireInput } from "./wire-input.js";
import { pageQuery } from "./page.js";
import { parseInput } from "./parse-input.js";
import { noQuerySchema, parseQuery } from "./parse-query.js";

const name = fieldSchemas.role.meta({
  description: "Unique within its organization, and not a built-in role's.",
  examples: ["deployer"],
});

export const createRoleSchema = z
  .strictObject({
    name,
    description: fieldSchemas.roleDescription.optional(),
    permissions: fieldSchemas.permissions,
    org_id: fieldSchemas.orgId
      .meta({
        description: "The organization whose keys can have it; comes from the actor when it is not named.",
      })
      .nullable()
      .optional(),
  })
  .meta({ id: "CreateRole" });

export const updateRoleSchema = z
  .strictObject({
    name: name.optional(),
    description: fieldSchemas.roleDescription.optional(),
    permissions: fieldSchemas.permissions.optional(),
  })
  .meta({ id: "UpdateRole", description: "What is not named stays as it is." });

export const listRolesSchema = z.strictObject({
  ...pageQuery,
  org_id: fieldSchemas.orgId
    .meta({ description: "Custom roles of this organization only, besides the built-in ones." })
    .optional(),
});

/** The input of `keyring.roles.create` from a request; throws a `LatchkeyError` that names what is wrong. */
export function readCreateRole({ query, body }: WireInput): CreateRole {
  parseQuery(noQuerySchema, query);
  const { org_id, ...alike } = parseInput(createRoleSchema, body);
  return { ...alike, orgId: org_id };
}

/** The changes of `keyring.roles.update` from a request. */
export function readUpdateRole({ query, body }: WireInput): UpdateRole {
  parseQuery(noQuerySchema, query);
  return parseInput(updateRoleSchema, body);
}

/** The query of `keyring.roles.list` from that of a request. */
export function readListRoles(query: URLSearchParams): ListRoles {
  const { org_id, ...alike } = parseQuery(listRolesSchema, query);
  return { ...alike, orgId: org_id };
}
