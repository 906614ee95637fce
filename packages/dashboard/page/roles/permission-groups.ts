import { resourceWords, type CatalogueEntry } from "./permission-words.ts";

/** Permissions that are about the same thing. */
export interface PermissionGroup {
  readonly name: string;
  readonly entries: readonly CatalogueEntry[];
}

/** The catalogue by what its permissions are about, in its own order. */
export function permissionGroups(catalogue: readonly CatalogueEntry[]): readonly PermissionGroup[] {
  const groups = new Map<string, CatalogueEntry[]>();
  for (const entry of catalogue) {
    const name = resourceWords(entry.permission);
    groups.set(name, [...(groups.get(name) ?? []), entry]);
  }
  return [...groups].map(([name, entries]) => ({ name: capitalized(name), entries }));
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
