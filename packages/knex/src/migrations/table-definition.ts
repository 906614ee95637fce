/** A table as a migration makes it, in words every database has. */
export interface TableDefinition {
  /** Without the prefix. */
  readonly name: string;
  readonly columns: Readonly<Record<string, ColumnDefinition>>;
  readonly primaryKey: readonly string[];
  readonly unique?: readonly (readonly string[])[];
  readonly indexes?: readonly (readonly string[])[];
}

export interface ColumnDefinition {
  readonly type: "longText" | "integer" | "flag" | { readonly text: number };
  readonly nullable: boolean;
}

/** Text in an index; `length` counts characters. */
export const text = (length: number): ColumnDefinition => ({ type: { text: length }, nullable: false });
/** Text of any length, for what no index holds. */
export const longText: ColumnDefinition = { type: "longText", nullable: false };
export const integer: ColumnDefinition = { type: "integer", nullable: false };
export const flag: ColumnDefinition = { type: "flag", nullable: false };
export const nullable = ({ type }: ColumnDefinition): ColumnDefinition => ({ type, nullable: true });
