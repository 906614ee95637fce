/** What the list of keys can be narrowed to and ordered by; the names are those of the API's query. */
export interface KeyFilter {
  readonly q?: string;
  readonly status?: KeyStatus;
  readonly role?: string;
  readonly org_id?: string;
  readonly project_id?: string;
  readonly owner_id?: string;
  readonly sort?: KeySort;
}

export const KEY_STATUSES = ["active", "scheduled", "disabled", "expired", "revoked"] as const;
export type KeyStatus = (typeof KEY_STATUSES)[number];

export const KEY_SORTS = ["-created_at", "created_at", "name"] as const;
export type KeySort = (typeof KEY_SORTS)[number];

const NAMES = ["q", "status", "role", "org_id", "project_id", "owner_id", "sort"] as const;

/** What is undefined is taken away. */
export type KeyFilterChange = { readonly [Name in keyof KeyFilter]?: string | undefined };

/** Only values that the API knows: an address can have been written by hand. */
export function keyFilterOf(params: URLSearchParams): KeyFilter {
  const given: Partial<Record<(typeof NAMES)[number], string>> = Object.fromEntries(
    NAMES.flatMap((name) => {
      const value = params.get(name);
      return value ? [[name, value]] : [];
    }),
  );
  const { status, sort, ...others } = given;
  return {
    ...others,
    ...(isOneOf(KEY_STATUSES, status) && { status }),
    ...(isOneOf(KEY_SORTS, sort) && { sort }),
  };
}

/** The address with other filters. */
export function changedFilter(before: URLSearchParams, changes: KeyFilterChange): URLSearchParams {
  const params = new URLSearchParams(before);
  for (const [name, value] of Object.entries(changes)) {
    if (value) params.set(name, value);
    else params.delete(name);
  }
  // A project means something within its organization only.
  if (!params.has("org_id")) params.delete("project_id");
  return params;
}

function isOneOf<T extends string>(all: readonly T[], value: string | undefined): value is T {
  return all.some((one) => one === value);
}
