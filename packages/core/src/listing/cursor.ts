import { hash } from "node:crypto";

import { KEY_LIMITS } from "../keys/key-limits.js";
import { LatchkeyError } from "../latchkey-error.js";
import type { ListKeys } from "../keyring/keyring.js";
import type { KeySort, Position } from "./key-order.js";

/**
 * A cursor is opaque to clients: the position where a page ended, with a fingerprint of the filter and the sort it
 * belongs to. It holds nothing to be kept from its reader and grants nothing: every row is judged anew.
 */
export function writeCursor(query: ListKeys, { number, nameLower }: Position): string {
  const fields = [fingerprint(query), number, ...(nameLower === undefined ? [] : [nameLower])];
  return Buffer.from(JSON.stringify(fields)).toString("base64url");
}

/** The position in a cursor; `invalid_cursor` when it is not one of ours or of another filter or sort. */
export function readCursor(query: ListKeys, sort: KeySort): Position | undefined {
  if (query.cursor === undefined) return undefined;
  const [print, number, nameLower, ...rest] = decode(query.cursor);
  const named = sort === "name" ? isFoldedName(nameLower) : nameLower === undefined;
  if (print !== fingerprint(query) || !Number.isSafeInteger(number) || !named || rest.length > 0) {
    throw new LatchkeyError("invalid_cursor", "The cursor does not belong to this list; begin without one.");
  }
  return { number: number as number, ...(nameLower === undefined ? {} : { nameLower: nameLower as string }) };
}

/** Longer than any cursor we write. */
const LONGEST = 4096;

function decode(cursor: string): unknown[] {
  if (cursor.length > LONGEST) return [];
  try {
    const fields: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    return Array.isArray(fields) ? fields : [];
  } catch {
    return [];
  }
}

/** Folding makes up to three characters out of one, each of up to two UTF-16 units. */
const LONGEST_FOLDED = 6 * KEY_LIMITS.name;

function isFoldedName(value: unknown): boolean {
  return (
    typeof value === "string" &&
    value.length <= LONGEST_FOLDED &&
    value.isWellFormed() &&
    !value.includes("\0")
  );
}

function fingerprint({ orgId, projectId, ownerId, role, status, q, sort }: ListKeys): string {
  return hash(
    "sha256",
    JSON.stringify([orgId, projectId, ownerId, role, status, q, sort]),
    "base64url",
  ).slice(0, 16);
}
