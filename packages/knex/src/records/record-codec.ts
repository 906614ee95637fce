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
  /** The same of the columns' values alone, in the order of `columns`. */
  fromValues(values: readonly unknown[]): R;
}

/** Turns the records of one table into rows and back. */
export function recordCodec<R extends object>(columns: Columns<R>): RecordCodec<R> {
  const fields = (Object.keys(columns) as (keyof R & string)[]).map((field) => ({
    field,
    name: snakeCase(field),
    column: columns[field],
  }));
  const names = fields.map(({ name }) => name);
  // A copy of it has all fields from the beginning: records are all of one shape, and quick to make.
  const empty: Record<string, unknown> = Object.fromEntries(fields.map(({ field }) => [field, undefined]));

  function fromValues(values: readonly unknown[]): R {
    const record = { ...empty };
    let index = 0;
    for (const { field, name, column } of fields) record[field] = read(name, column, values[index++]);
    return record as R;
  }

  return {
    columns: names,
    toRow(record) {
      return Object.fromEntries(
        fields.map(({ field, name, column }) => [name, written(name, column, record[field])]),
      );
    },
    fromRow(row) {
      const byName = row as Record<string, unknown>;
      return fromValues(names.map((name) => byName[name]));
    },
    fromValues,
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
