/** Rows in order, fetched a stretch at a time, out of a budget that several sources share. */
export interface RowSource<Row> {
  /** The next row without taking it; null at the end, undefined when the budget does not allow to look. */
  peek(): Promise<Row | null | undefined>;
  take(): void;
  /** Whether rows may be left. */
  readonly open: boolean;
}

/** How many rows may still be examined. */
export interface Budget {
  left: number;
}

/** How many rows one page examines at most. */
export const PAGE_BUDGET = 2_000;

/** Beyond this many sources one walk over everything costs less; the filter leaves out what does not belong. */
export const MOST_SOURCES = 16;

/** How many rows each of several sources fetches first: half of the budget, so that some is left to go on with. */
export function firstStretch(limit: number, sources: number, { left }: Budget): number {
  return Math.max(1, Math.min(limit + 1, Math.floor(left / (2 * Math.max(1, sources)))));
}

/** Fetches the rows behind `after` (from the beginning, when undefined), `limit` at most. */
export type FetchRows<Row> = (after: Row | undefined, limit: number) => Promise<readonly Row[]>;

/** Each stretch is twice as long as the one before, so that a filter that lets little through costs few statements. */
export function rowSource<Row>(fetch: FetchRows<Row>, firstStretch: number, budget: Budget): RowSource<Row> {
  let rows: readonly Row[] = [];
  let next = 0;
  let stretch = firstStretch;
  let ended = false;

  async function peek(): Promise<Row | null | undefined> {
    if (next < rows.length) return rows[next];
    if (ended) return null;
    const limit = Math.min(stretch, budget.left);
    if (limit <= 0) return undefined;
    rows = await fetch(rows.at(-1), limit);
    next = 0;
    stretch *= 2;
    budget.left -= rows.length;
    ended = rows.length < limit;
    return rows[0] ?? null;
  }

  return {
    peek,
    take: () => void next++,
    get open() {
      return next < rows.length || !ended;
    },
  };
}
