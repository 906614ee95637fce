import type { KeyRecord, RowRef } from "../keys/key-record.js";
import { LatchkeyError } from "../latchkey-error.js";

/** What both the store and a transaction can be asked. */
export interface KeyReader {
  findKey(ref: RowRef): Promise<KeyRecord | null>;
}

/** The key of this reference, or null when the reference is not one or the row is not exactly the one asked for. */
export async function findKey(reader: KeyReader, ref: RowRef): Promise<KeyRecord | null> {
  if (typeof ref !== "object" || ref === null) {
    throw new LatchkeyError("invalid_request", "A key is named by { id }, { number } or { token }.");
  }
  const [field, value] = namedBy(ref);
  const wellFormed = field === "number" ? Number.isSafeInteger(value) : typeof value === "string";
  const key = wellFormed ? await reader.findKey({ [field]: value } as RowRef) : null;
  // A database's idea of equality can be wider than ours: case, padding, numbers in strings.
  return key !== null && key[field] === value ? key : null;
}

function namedBy(ref: RowRef) {
  if ("id" in ref) return ["id", ref.id] as const;
  return "lookup" in ref ? (["lookup", ref.lookup] as const) : (["number", ref.number] as const);
}

/** The key that has one of these lookups, in their order. */
export async function keyByLookups(reader: KeyReader, lookups: readonly string[]): Promise<KeyRecord | null> {
  for (const lookup of lookups) {
    const key = await findKey(reader, { lookup });
    if (key !== null) return key;
  }
  return null;
}
