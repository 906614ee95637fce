import { checkOptionNames, ConfigurationError } from "@latchkey/core";

export interface StoreOptions {
  /** What the names of all tables begin with, by default `latchkey_`; the same for `migrate` and `knexStore`. */
  readonly tablePrefix?: string | undefined;
}

/** Short enough that the longest name of an index stays within the 63 bytes PostgreSQL keeps. */
const TABLE_PREFIX = /^[a-z][a-z0-9_]{0,23}$/;

/** The table prefix of checked options. */
export function tablePrefixOf(of: string, options: StoreOptions): string {
  checkOptionNames(of, options, ["tablePrefix"]);
  const { tablePrefix = "latchkey_" } = options;
  if (typeof tablePrefix !== "string" || !TABLE_PREFIX.test(tablePrefix)) {
    throw new ConfigurationError(
      "tablePrefix",
      'must be 1 to 24 of a-z, 0-9 and _, beginning with a letter, such as "latchkey_"',
    );
  }
  return tablePrefix;
}
