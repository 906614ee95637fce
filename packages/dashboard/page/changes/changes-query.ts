import { infiniteQueryOptions } from "@tanstack/react-query";

import type { components, paths } from "../api/admin-api.ts";
import { answered, api } from "../api/api.ts";

type ChangesQuery = NonNullable<paths["/changes"]["get"]["parameters"]["query"]>;
export type ChangePage = components["schemas"]["ChangePage"];

/** What a list of changes can be narrowed to; the names are those of the API's query. */
export type ChangeFilter = Omit<ChangesQuery, "limit" | "cursor">;

const LIMIT = 50;
const MOST_PAGES_AT_ONCE = 10;

/** The changes that match, newest first, a page at a time. */
export const changesQuery = (filter: ChangeFilter) =>
  infiniteQueryOptions({
    queryKey: ["changes", filter],
    queryFn: ({ pageParam, signal }) => pageWithRows(filter, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor,
    // All pages that are open would be read again.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

/** The API gives up looking after so many rows, so pages without any can come before one with some. */
async function pageWithRows(
  filter: ChangeFilter,
  from: string | null,
  signal: AbortSignal,
): Promise<ChangePage> {
  let page = await pageAt(filter, from, signal);
  for (let pages = 1; pages < MOST_PAGES_AT_ONCE; pages++) {
    if (page.data.length > 0 || page.next_cursor === null) break;
    page = await pageAt(filter, page.next_cursor, signal);
  }
  return page;
}

function pageAt(filter: ChangeFilter, cursor: string | null, signal: AbortSignal): Promise<ChangePage> {
  const query = { ...filter, limit: LIMIT, ...(cursor !== null && { cursor }) };
  return answered(api.GET("/changes", { params: { query }, signal }));
}
