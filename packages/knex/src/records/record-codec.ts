import { unavailable } from "../connection/store-fault.js";
import type { Column, SqlValue } from "./column.js";

/** The columns of a record, by its fields. */
export type Columns<R> = { readonly [Field in keyof R]-?: Column<R[Field]> };

export interface RecordCodec<R> {
  /** The names of the columns, in snake case. */
  readonly columns: readonly string[];
  /** The row that keeps the record. Throws a `TypeError` when a field cannot be kept exactly. */
  toRow(record: R): Record<string, SqlValue>;
  /** The record of a row. Throws `store_unavailable` when the row holds what no record can. */
  fromRow(row: unknown): R;
}

/** Turns the records of one table into rows and back. */
export function recordCodec<R extends object>(columns: Columns<R>): RecordCodec<R> {
  const fields = (Object.keys(columns) as (keyof R & string)[]).map((field) => ({
    field,
    name: snakeCase(field),
    column: columns[field],
  }));
  return {
    columns: fields.map(({ name }) => name),
    toRow(record) {
      return Object.fromEntries(
        fields.map(({ field, name, column }) => [name, written(name, column, record[field])]),
      );
    },
    fromRow(row) {
      const values = row as Record<string, unknown>;
      return Object.fromEntries(
        fields.map(({ field, name, column }) => [field, read(name, column, values[name])]),
      ) as R;
    },
  };
}

function snakeCase(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function written(name: string, column: Column<unknown>, value: unknown): SqlValue {
  try {
    return column.write(value);
  } catch (error) {
    throw new TypeError(`latchkey: ${name} ${(error as Error).message}`, { cause: error });
  }
}

function read(name: string, column: Column<unknown>, value: unknown): unknown {
  try {
    return column.read(value);
  } catch (error) {
    // A JSON parser's message quotes what it read.
    const fault = error instanceof SyntaxError ? "is not JSON" : (error as Error).message;
    throw unavailable(`A row of the key store was changed by other hands: its ${name} ${fault}.`);
  }
}
