/** The built-in roles: a name and the permissions it stands for. */
export type Roles = Readonly<Record<string, readonly string[]>>;

const BUILT_IN = "b:";

/** The reference kept in a key's row; its mark keeps built-in and custom roles apart for good. */
export function builtInRole(name: string): string {
  return BUILT_IN + name;
}

/** The name people see of a role reference. */
export function roleName(reference: string | null): string | null {
  return reference?.startsWith(BUILT_IN) ? reference.slice(BUILT_IN.length) : null;
}

/** What a role name grants; a role that is gone grants nothing. */
export function rolePermissions(roles: Roles, name: string | null | undefined): readonly string[] {
  return name != null && Object.hasOwn(roles, name) ? (roles[name] ?? []) : [];
}

/** Role and own permissions together, each once. */
export function effectivePermissions(
  roles: Roles,
  holder: { readonly role: string | null; readonly permissions: readonly string[] | null },
): readonly string[] {
  return [...new Set([...rolePermissions(roles, roleName(holder.role)), ...(holder.permissions ?? [])])];
}
