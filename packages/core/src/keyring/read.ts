import type { Actor } from "../actors/actor.js";
import { checkActor } from "../actors/check-actor.js";
import { resolveActor, type ResolvedActor } from "../actors/resolve-actor.js";
import type { KeyRecord, KeyRef } from "../keys/key-record.js";
import type { StoreTransaction } from "../store/key-store.js";
import { withDeadline } from "../store/with-deadline.js";
import type { KeyringContext } from "./context.js";

/** What both the store and a transaction can be asked. */
export type KeyReader = Pick<StoreTransaction, "findKey">;

/** The store with the deadline of management calls over each read. */
export function readerOf(ring: KeyringContext): KeyReader {
  return { findKey: (ref) => withDeadline(ring.store.findKey(ref), ring.deadlines.manage) };
}

/** Checks and resolves an actor as of now, reading an acting key's row through `reader`. */
export async function actorNow(
  ring: KeyringContext,
  actor: Actor,
  reader: KeyReader,
): Promise<ResolvedActor> {
  return resolveActor(checkActor(actor), {
    roles: ring.roles,
    environment: ring.env,
    now: ring.clock.now(),
    findKey: (ref) => findKey(reader, ref),
  });
}

/** The key of this reference, or null when the reference is not one or the row is not exactly the one asked for. */
export async function findKey(reader: KeyReader, ref: KeyRef): Promise<KeyRecord | null> {
  const [field, value] = "id" in ref ? (["id", ref.id] as const) : (["number", ref.number] as const);
  const wellFormed = field === "id" ? typeof value === "string" : Number.isSafeInteger(value);
  const key = wellFormed ? await reader.findKey({ [field]: value } as KeyRef) : null;
  // A database's idea of equality can be wider than ours: case, padding, numbers in strings.
  return key !== null && key[field] === value ? key : null;
}
