import { keyColumns } from "../records/key-rows.js";
import type { StoreContext } from "../store-context.js";

/** The SQL of a read of so many rows. */
export type SqlOfMany = (count: number) => string;

/** The statement for one id, or for a number of them; each is compiled once. */
export function keysById({ raw, tableName }: StoreContext): SqlOfMany {
  const compiled = new Map<number, string>();

  function compile(count: number): string {
    const places = Array.from({ length: count }, () => "?").join(", ");
    // Without a limit, which costs SQLite a sixth of the read: it is the primary key.
    const select = raw(`select ?? from ?? where ?? ${count === 1 ? "= ?" : `in (${places})`}`, [
      keyColumns as unknown as string,
      tableName("keys"),
      "id",
      ...Array.from({ length: count }, () => ""),
    ]);
    return select.toSQL().toNative().sql;
  }

  return function sqlOf(count) {
    let sql = compiled.get(count);
    if (sql === undefined) compiled.set(count, (sql = compile(count)));
    return sql;
  };
}

/** Filled up to 1, 2, 4, 8 …, with the last once more: databases prepare one statement for each number. */
export function filledUp(ids: readonly string[]): readonly string[] {
  const count = 2 ** Math.ceil(Math.log2(ids.length));
  return count === ids.length
    ? ids
    : Array.from({ length: count }, (_, index) => ids[Math.min(index, ids.length - 1)] as string);
}
