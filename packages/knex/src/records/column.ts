/** What a database is given for one field. */
export type SqlValue = string | number | boolean | null;

/** How one field is kept. Both ways throw what is wrong with a value they cannot keep exactly. */
export interface Column<T> {
  write(value: T): SqlValue;
  read(value: unknown): T;
}

/** NUL, which PostgreSQL refuses, and halves of surrogate pairs, which no database keeps. */
const UNKEEPABLE = /[\0\p{Cs}]/u;

/** Whether this is a text that can be kept, and so be found, on every database. */
export function isKeepable(text: unknown): text is string {
  return typeof text === "string" && !UNKEEPABLE.test(text);
}

/** Text; `longest` counts characters (code points). */
export function text<T extends string = string>(longest = Number.POSITIVE_INFINITY): Column<T> {
  return {
    write(value) {
      if (typeof value !== "string") throw new TypeError("must be a string");
      if (!isKeepable(value)) throw new TypeError("must not hold NUL or broken Unicode");
      if (value.length > longest && [...value].length > longest)
        throw new TypeError(`must not be longer than ${longest}`);
      return value;
    },
    read(value) {
      if (typeof value !== "string") throw new TypeError("is not text");
      return value as T;
    },
  };
}

/** One of a few words. */
export function word<T extends string>(...words: readonly T[]): Column<T> {
  const checked = (value: unknown): T => {
    if (!words.includes(value as T)) throw new TypeError(`is not one of ${words.join(", ")}`);
    return value as T;
  };
  return { write: checked, read: checked };
}

/** A whole number up to 2^53 − 1. Drivers read BIGINT as number, string or bigint, by their settings. */
export const integer: Column<number> = {
  write: safeInteger,
  read: (value) =>
    safeInteger(typeof value === "string" || typeof value === "bigint" ? Number(value) : value),
};

function safeInteger(value: unknown): number {
  if (!Number.isSafeInteger(value)) throw new TypeError("is not a whole number up to 2^53 - 1");
  return value as number;
}

const FLAGS = new Map<unknown, boolean>([
  [true, true],
  [1, true],
  [1n, true],
  ["1", true],
  [false, false],
  [0, false],
  [0n, false],
  ["0", false],
]);

/** True or false, which MySQL and SQLite read as 1 or 0. */
export const flag: Column<boolean> = {
  write: (value) => value,
  read(value) {
    const read = FLAGS.get(value);
    if (read === undefined) throw new TypeError("is neither true nor false");
    return read;
  },
};

/** JSON as text; `fits` tells whether what was read is what the field holds. */
export function json<T>(fits: (value: unknown) => boolean): Column<T> {
  const plain = text();
  return {
    write: (value) => JSON.stringify(value),
    read(value) {
      const parsed: unknown = JSON.parse(plain.read(value));
      if (!fits(parsed)) throw new TypeError("is JSON of another kind");
      return parsed as T;
    },
  };
}

/** The same, or null. */
export function nullable<T>(column: Column<T>): Column<T | null> {
  return {
    write: (value) => (value === null ? null : column.write(value)),
    read: (value) => (value === null ? null : column.read(value)),
  };
}
