import type { ChangeFilter } from "../changes/changes-query.ts";
import { useQueryString } from "../filters/use-query-string.ts";
import { isAction } from "./action-words.ts";

/** What is undefined is taken away. */
export type AuditFilterChange = { readonly [Name in keyof ChangeFilter]?: string | undefined };

/** The filter in the address of the page, so that it survives a reload and can be sent to somebody. */
export function useAuditFilter(): readonly [
  filter: ChangeFilter,
  change: (changes: AuditFilterChange) => void,
] {
  const [params, changeParams] = useQueryString();

  function change(changes: AuditFilterChange): void {
    changeParams((before) => changed(before, changes));
  }

  return [filterOf(params), change];
}

/** Shows all changes again. */
export const NO_FILTER: AuditFilterChange = {
  action: undefined,
  actor_id: undefined,
  key_id: undefined,
  from: undefined,
  to: undefined,
};

const TEXTS = ["actor_id", "key_id", "from", "to"] as const;

/** An address can have been written by hand: what is wrong in it the API says, and the page at the field. */
function filterOf(params: URLSearchParams): ChangeFilter {
  const action = params.get("action");
  const texts = TEXTS.flatMap((name) => {
    const value = params.get(name);
    return value ? [[name, value] as const] : [];
  });
  return { ...(isAction(action) && { action }), ...Object.fromEntries(texts) };
}

function changed(before: URLSearchParams, changes: AuditFilterChange): URLSearchParams {
  const params = new URLSearchParams(before);
  for (const [name, value] of Object.entries(changes)) {
    if (value) params.set(name, value);
    else params.delete(name);
  }
  return params;
}
