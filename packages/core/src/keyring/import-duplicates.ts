import { keyByLookups, type KeyReader } from "../context/key-reader.js";
import type { Lookups } from "../foreign/foreign-kind.js";
import type { ImportOutcome } from "./import-outcome.js";
import type { Prepared } from "./prepare-imports.js";

type Duplicate = Extract<ImportOutcome, { outcome: "duplicate" }>;

/** Finds inputs whose lookup a key has already, or an earlier input of the same import. */
export function duplicateFinder(reader: KeyReader): (lookups: Lookups) => Promise<Duplicate | null> {
  const taken = new Set<string>();

  return async function duplicateOf(lookups) {
    const [newest] = lookups;
    if (taken.has(newest)) return { outcome: "duplicate", id: null };
    const key = await keyByLookups(reader, lookups);
    taken.add(newest);
    return key === null ? null : { outcome: "duplicate", id: key.id };
  };
}

/** The duplicates among all rows, in their order; null for what is none. */
export async function duplicatesAmong(
  reader: KeyReader,
  rows: readonly Prepared[],
): Promise<readonly (Duplicate | null)[]> {
  const duplicateOf = duplicateFinder(reader);
  const found: (Duplicate | null)[] = [];
  for (const row of rows) found.push("outcome" in row ? null : await duplicateOf(row.secret.lookups));
  return found;
}
