import { covers } from "../actor/covers.ts";

/** A permission that there is to give, in a line for people. */
export interface CatalogueEntry {
  readonly permission: string;
  readonly description: string;
}

/** What permissions allow, in words; what the catalogue does not know is its own text. */
export function permissionWords(
  permissions: readonly string[],
  catalogue: readonly CatalogueEntry[],
): readonly string[] {
  const wild = permissions.filter(isWild);
  if (wild.includes("*:*")) return [EVERYTHING];
  const plain = permissions.filter((permission) => !isWild(permission) && !covers(wild, permission));
  const known = catalogue.filter(({ permission }) => plain.includes(permission));
  const unknown = plain.filter((permission) => !known.some((entry) => entry.permission === permission));
  return [...new Set([...wild.map(wildWords), ...known.map(({ description }) => description), ...unknown])];
}

/** The part before the colon, for people. */
export function resourceWords(permission: string): string {
  const resource = permission.split(":")[0] ?? permission;
  return RESOURCES.get(resource) ?? resource;
}

const EVERYTHING = "Everything";

/** What key management calls its own. */
const RESOURCES: ReadonlyMap<string, string> = new Map([
  ["*", "everything"],
  ["api-keys", "API keys"],
  ["api-roles", "roles"],
  ["api-changes", "the record of changes"],
]);

function isWild(permission: string): boolean {
  return permission.split(":").includes("*");
}

function wildWords(permission: string): string {
  const [, action] = permission.split(":");
  const resource = resourceWords(permission);
  return action === "*" ? `${EVERYTHING} with ${resource}` : `“${action}” with ${resource}`;
}
