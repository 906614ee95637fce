import { useMemo } from "react";
import { navigate, useSearch } from "wouter/use-browser-location";

type Change = (before: URLSearchParams) => URLSearchParams;

/** What is behind the question mark of the address. wouter's own hook decodes it twice, so that a `%41` becomes an A. */
export function useQueryString(): readonly [params: URLSearchParams, change: (change: Change) => void] {
  const search = useSearch();
  const params = useMemo(() => new URLSearchParams(search), [search]);
  return [params, replaceQuery];
}

function replaceQuery(change: Change): void {
  const { pathname, search } = location;
  const query = change(new URLSearchParams(search)).toString();
  navigate(query === "" ? pathname : `${pathname}?${query}`, { replace: true });
}
