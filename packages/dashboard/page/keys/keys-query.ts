import { keepPreviousData, queryOptions } from "@tanstack/react-query";

import { answered, api, type ApiKey } from "../api/api.ts";
import type { KeyFilter } from "./key-filter.ts";

/** A page of the list; without keys, and with a cursor, none was found so far among many. */
export interface KeyPage {
  readonly keys: readonly ApiKey[];
  readonly next: string | null;
}

const PAGE = 50;
/** A page of the API looks at 2,000 keys: this is 40,000 before somebody is asked whether to look on. */
const MOST_EMPTY_PAGES = 20;

export const keysQuery = (filter: KeyFilter, cursor: string | undefined) =>
  queryOptions({
    queryKey: ["keys", filter, cursor],
    queryFn: ({ signal }) => findKeys(filter, cursor, signal),
    // The page before stays until the next is there, so that nothing jumps.
    placeholderData: keepPreviousData,
  });

/** Goes on while pages come without keys. */
async function findKeys(filter: KeyFilter, from: string | undefined, signal: AbortSignal): Promise<KeyPage> {
  let cursor = from;
  for (let pages = 1; ; pages++) {
    const query = { ...filter, limit: PAGE, ...(cursor !== undefined && { cursor }) };
    const { data, next_cursor: next } = await answered(api.GET("/keys", { params: { query }, signal }));
    if (data.length > 0 || next === null || pages === MOST_EMPTY_PAGES) return { keys: data, next };
    cursor = next;
  }
}
