/** What the values of a figure are counted in; `×` is one measurement divided by another of the same round. */
export type Unit = "×" | "µs" | "ms" | "B" | "MiB" | "requests/s" | "";

/** What the median of a figure is to reach. */
export type Bound = { readonly atLeast: number } | { readonly atMost: number };

/** One thing that was measured, with its value in each round of one run. */
export interface Figure {
  /** As the table says it: "hits, SQLite, 1,000 keys: protected ÷ bare". */
  readonly name: string;
  readonly unit: Unit;
  readonly values: readonly number[];
  /** Without one the figure is told, and nothing is asked of it. */
  readonly bound?: Bound;
  /** What a reader has to know besides. */
  readonly note?: string;
}
