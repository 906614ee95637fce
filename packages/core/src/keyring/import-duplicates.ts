import { isPermittedOn } from "../actors/covering-grant.js";
import type { ResolvedActor } from "../actors/resolve-actor.js";
import { keyByLookups, type KeyReader } from "../context/key-reader.js";
import type { Lookups } from "../foreign/foreign-kind.js";
import { spentLookup } from "../foreign/lookups.js";
import type { ImportOutcome } from "./import-outcome.js";

export type Duplicate = Extract<ImportOutcome, { outcome: "duplicate" }>;

/**
 * The key that has the token already, or had it before a rotation; null where there is none. It is named to those who
 * may see it.
 */
export async function duplicateIn(
  reader: KeyReader,
  lookups: Lookups,
  actor: ResolvedActor,
): Promise<Duplicate | null> {
  const key = await keyByLookups(reader, [...lookups, ...lookups.map((lookup) => spentLookup(lookup))]);
  if (key === null) return null;
  return { outcome: "duplicate", id: isPermittedOn(actor, "api-keys:read", key) ? key.id : null };
}

/** An input whose token an earlier one of the same import has brought. */
export const BROUGHT_TWICE: Duplicate = Object.freeze({ outcome: "duplicate", id: null });
