import type { Role, RolePage } from "@latchkey/core";
import * as z from "zod";

import { pageOf } from "./page.js";
import { isoTimeOrNull, isoTimeSchema } from "./time-schema.js";

export const roleSchema = z
  .strictObject({
    id: z.string().meta({ description: "`b:<name>` of a built-in role, otherwise 16 base62 characters." }),
    name: z.string(),
    description: z.string(),
    permissions: z.array(z.string()),
    org_id: z
      .string()
      .nullable()
      .meta({ description: "The organization whose keys can have it; null for keys without one." }),
    built_in: z
      .boolean()
      .meta({ description: "Comes with the application: all keys can have it, and nobody can change it." }),
    grantable: z.boolean().meta({ description: "Whether this actor can give it to keys." }),
    created_at: isoTimeSchema.nullable(),
    updated_at: isoTimeSchema.nullable(),
  })
  .meta({ id: "Role", description: "A named set of permissions." });

export const rolePageSchema = pageOf(roleSchema).meta({
  id: "RolePage",
  description: "The first page begins with the built-in roles, which `limit` does not count.",
});

export type RoleJson = z.output<typeof roleSchema>;

/** The JSON of a role. */
export function roleJson(role: Role): RoleJson {
  return {
    id: role.id,
    name: role.name,
    description: role.description,
    permissions: [...role.permissions],
    org_id: role.orgId,
    built_in: role.builtIn,
    grantable: role.grantable,
    created_at: isoTimeOrNull(role.createdAt),
    updated_at: isoTimeOrNull(role.updatedAt),
  };
}

/** The JSON of one page. */
export function rolePageJson({ data, nextCursor }: RolePage): z.output<typeof rolePageSchema> {
  return { data: data.map(roleJson), next_cursor: nextCursor };
}
