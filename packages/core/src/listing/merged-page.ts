import type { KeyRecord } from "../keys/key-record.js";
import type { KeyFilter } from "./key-filter.js";
import type { RowSource } from "./row-source.js";

export interface PageRules {
  readonly limit: number;
  compare(a: KeyRecord, b: KeyRecord): number;
  readonly belongs: KeyFilter;
}

export interface MergedPage {
  readonly rows: readonly KeyRecord[];
  /** The last row examined, when there may be more behind it. */
  readonly end: KeyRecord | undefined;
}

/** One page out of several ordered sources that may overlap: rows in order, each once, until enough or out of budget. */
export async function mergedPage(sources: readonly RowSource[], rules: PageRules): Promise<MergedPage> {
  const rows: KeyRecord[] = [];
  let last: KeyRecord | undefined;

  while (rows.length < rules.limit) {
    const first = await firstOf(sources, rules);
    if (first === "out of budget") return { rows, end: last };
    if (first === undefined) return { rows, end: undefined };
    first.source.take();
    if (last?.id === first.row.id) continue;
    last = first.row;
    if (rules.belongs(first.row)) rows.push(first.row);
  }
  return { rows, end: sources.some(({ open }) => open) ? last : undefined };
}

/** The source whose next row comes first; undefined when all are at their end. */
async function firstOf(sources: readonly RowSource[], { compare }: PageRules) {
  let first: { source: RowSource; row: KeyRecord } | undefined;
  for (const source of sources) {
    const row = await source.peek();
    if (row === undefined) return "out of budget";
    if (row !== null && (first === undefined || compare(row, first.row) < 0)) first = { source, row };
  }
  return first;
}
