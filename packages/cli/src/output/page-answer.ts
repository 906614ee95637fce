import type { Answer, Table } from "./answer.js";
import { jsonOf } from "./json-of.js";

interface Page<Item> {
  readonly data: readonly Item[];
  readonly nextCursor: string | null;
}

/** One page of a list, and how to get the next. */
export function pageAnswer<Item>(page: Page<Item>, table: (items: readonly Item[]) => Table): Answer {
  return {
    json: { data: page.data.map(jsonOf), next_cursor: page.nextCursor },
    views: [table(page.data)],
    notes: page.nextCursor === null ? [] : [`There are more: add --cursor ${page.nextCursor}`],
  };
}
