import type { components } from "../api/admin-api.ts";
import { codeOf } from "../api/api-error.ts";
import type { Role } from "../api/api.ts";
import { faultsByField } from "../api/faults-by-field.ts";

type Schemas = components["schemas"];

/** What people decide about a role; the names are those of the API. */
export interface RoleValues {
  readonly name: string;
  readonly description: string;
  /** Null for keys without an organization. */
  readonly org_id: string | null;
  readonly permissions: readonly string[];
}

export const NEW_ROLE: RoleValues = { name: "", description: "", org_id: null, permissions: [] };

/** Leaves the organization to the API where nobody was asked for it. */
export function createBody(
  { name, description, org_id, permissions }: RoleValues,
  { asked }: { readonly asked: boolean },
): Schemas["CreateRole"] {
  return { name: name.trim(), description, permissions: [...permissions], ...(asked && { org_id }) };
}

/** Only what is different: what nobody touched here is as others have it. */
export function updateBody(values: RoleValues, role: Role): Schemas["UpdateRole"] {
  const name = values.name.trim();
  const { description, permissions } = values;
  return {
    ...(name !== role.name && { name }),
    ...(description !== role.description && { description }),
    ...(!isSame(permissions, role.permissions) && { permissions: [...permissions] }),
  };
}

/** What to say at which field; without one, the error is about all of them. */
export function roleFaults(error: unknown): Partial<Record<keyof RoleValues, string>> {
  if (codeOf(error) === "role_name_taken") return { name: (error as Error).message };
  const { name, description, org_id, permissions } = faultsByField(error);
  return {
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description }),
    ...(org_id !== undefined && { org_id }),
    ...(permissions !== undefined && { permissions }),
  };
}

/** Ticking one off and on again only puts it last. */
function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((permission) => others.includes(permission));
}
