import { useSearchParams } from "wouter";

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

/** The filter in the address of the page, so that it survives a reload and can be sent to somebody. */
export function useKeyFilter(): readonly [filter: KeyFilter, change: (changes: KeyFilterChange) => void] {
  const [params, setParams] = useSearchParams();

  function change(changes: KeyFilterChange): void {
    setParams((before) => changed(before, changes), { replace: true });
  }

  return [filterOf(params), change];
}

/** What is undefined is taken away. */
export type KeyFilterChange = { readonly [Name in keyof KeyFilter]?: string | undefined };

/** Only values that the API knows: an address can have been written by hand. */
function filterOf(params: URLSearchParams): KeyFilter {
  const given = Object.fromEntries(NAMES.map((name) => [name, params.get(name) || undefined]));
  const { status, sort, ...others } = given;
  return {
    ...others,
    ...(isOneOf(KEY_STATUSES, status) && { status }),
    ...(isOneOf(KEY_SORTS, sort) && { sort }),
  };
}

function changed(before: URLSearchParams, changes: KeyFilterChange): URLSearchParams {
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
