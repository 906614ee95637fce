/** The built-in roles: a name and the permissions it stands for. */
export type Roles = Readonly<Record<string, readonly string[]>>;

const BUILT_IN = "b:";
const CUSTOM = "c:";

/** The reference kept in a key's row; its mark keeps built-in and custom roles apart for good. */
export function builtInRole(name: string): string {
  return BUILT_IN + name;
}

/** The reference of a custom role. */
export function customRole(id: string): string {
  return CUSTOM + id;
}

/** What a reference refers to: the name of a built-in role, or the id of a custom one. */
export function roleOf(
  reference: string,
): { readonly kind: "built-in"; readonly name: string } | { readonly kind: "custom"; readonly id: string } {
  if (reference.startsWith(BUILT_IN)) return { kind: "built-in", name: reference.slice(BUILT_IN.length) };
  // What has neither mark was not written here: it is the id of no role.
  return { kind: "custom", id: reference.startsWith(CUSTOM) ? reference.slice(CUSTOM.length) : "" };
}

/** What a built-in role grants; one that is gone grants nothing. */
export function rolePermissions(roles: Roles, name: string | null | undefined): readonly string[] {
  return name != null && Object.hasOwn(roles, name) ? (roles[name] ?? []) : [];
}
