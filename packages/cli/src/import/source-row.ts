/** A row of another system's keys, or why it is none. `line` is where it begins in its file, or its number in a table. */
export type SourceRow =
  | { readonly line: number; readonly values: Readonly<Record<string, unknown>> }
  | { readonly line: number; readonly fault: string };

/** Where rows come from, one after the other. */
export interface Source {
  readonly rows: AsyncIterable<SourceRow>;
  /** Whether each row has every column; in JSON what is null is often left out. */
  readonly hasColumns: boolean;
  /** How much of it has been read, 0 to 1; null where nobody knows how much there is. */
  share(): number | null;
}
