import type { Budget, RowSource } from "./row-source.js";

export interface PageRules<Row> {
  readonly limit: number;
  /** Negative when `a` comes first; 0 only for a row and itself. */
  compare(a: Row, b: Row): number;
  belongs(row: Row): boolean | Promise<boolean>;
  /** Given when `belongs` takes from it, too: overdrawn, it ends the page. */
  readonly budget?: Budget;
}

export interface MergedPage<Row> {
  readonly rows: readonly Row[];
  /** The last row examined, when there may be more behind it. */
  readonly end: Row | undefined;
}

/** One page out of several ordered sources that may overlap: rows in order, each once, until enough or out of budget. */
export async function mergedPage<Row>(
  sources: readonly RowSource<Row>[],
  rules: PageRules<Row>,
): Promise<MergedPage<Row>> {
  const rows: Row[] = [];
  let last: Row | undefined;

  while (rows.length < rules.limit) {
    const first = await firstOf(sources, rules);
    if (first === "out of budget") return { rows, end: last };
    if (first === undefined) return { rows, end: undefined };
    first.source.take();
    if (last !== undefined && rules.compare(last, first.row) === 0) continue;
    last = first.row;
    if (await rules.belongs(first.row)) rows.push(first.row);
    if (rules.budget !== undefined && rules.budget.left < 0) return { rows, end: last };
  }
  return { rows, end: sources.some(({ open }) => open) ? last : undefined };
}

/** The source whose next row comes first; undefined when all are at their end. */
async function firstOf<Row>(sources: readonly RowSource<Row>[], { compare }: PageRules<Row>) {
  let first: { source: RowSource<Row>; row: Row } | undefined;
  for (const source of sources) {
    const row = await source.peek();
    if (row === undefined) return "out of budget";
    if (row !== null && (first === undefined || compare(row, first.row) < 0)) first = { source, row };
  }
  return first;
}
