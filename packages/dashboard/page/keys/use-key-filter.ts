import { useEffect } from "react";

import { useQueryString } from "../filters/use-query-string.ts";
import { changedFilter, keyFilterOf, type KeyFilter, type KeyFilterChange } from "./key-filter.ts";
import { rememberList } from "./list-address.ts";

/** The filter in the address of the page, so that it survives a reload and can be sent to somebody. */
export function useKeyFilter(): readonly [filter: KeyFilter, change: (changes: KeyFilterChange) => void] {
  const [params, changeParams] = useQueryString();
  useEffect(() => rememberList(params.toString()), [params]);

  function change(changes: KeyFilterChange): void {
    changeParams((before) => changedFilter(before, changes));
  }

  return [keyFilterOf(params), change];
}
