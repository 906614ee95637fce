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
  const [field, value] = "id" in ref ? (["id", ref.id] as const) : (["number", ref.number] as const);
  const wellFormed = field === "id" ? typeof value === "string" : Number.isSafeInteger(value);
  const key = wellFormed ? await reader.findKey({ [field]: value } as RowRef) : null;
  // A database's idea of equality can be wider than ours: case, padding, numbers in strings.
  return key !== null && key[field] === value ? key : null;
}
