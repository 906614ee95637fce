import type { Actor } from "../actors/actor.js";
import { requireCovered, requireHeldSomewhere, type ManagementPermission } from "../actors/covering-grant.js";
import type { ResolvedActor } from "../actors/resolve-actor.js";
import type { KeyRecord, KeyRef } from "../keys/key-record.js";
import type { KeyringContext } from "../context/keyring-context.js";
import { actorNow } from "../context/actor-now.js";
import { findKey, readerOf, type KeyReader } from "../context/key-reader.js";
import { recordChange, type KeyChange } from "./record-change.js";

/** What an operation makes of a key for an actor; throws when the actor may not. Pure, because it runs twice. */
export type KeyDecision = (actor: ResolvedActor, before: KeyRecord) => Omit<KeyChange, "before">;

/**
 * Changes one key: decides first without the lock, so that a refusal or a change of nothing writes nothing and waits
 * for nobody, and decides again under it with the rows as they are then, so that no race wins.
 */
export async function changeKey(
  ring: KeyringContext,
  ref: KeyRef,
  as: Actor,
  permission: ManagementPermission,
  decide: KeyDecision,
): Promise<KeyRecord> {
  async function look(reader: KeyReader) {
    const actor = await actorNow(ring, as, reader);
    requireHeldSomewhere(actor, permission);
    const before = await findKey(reader, ref);
    requireCovered(actor, permission, before);
    return { actor, before, ...decide(actor, before) };
  }

  const early = await look(readerOf(ring));
  if (isSame(early.before, early.after)) return early.before;

  return ring.store.transact(async (tx) => {
    const { actor, before, after, ...change } = await look(tx);
    if (isSame(before, after)) return before;
    const written = { ...after, updatedAt: ring.clock.now(), version: before.version + 1 };
    await tx.updateKey(written);
    await recordChange(ring, tx, actor, { ...change, before, after: written });
    return written;
  });
}

/** Records are JSON; comparing them as text does not ask which realm an object comes from, as test runners mix them. */
function isSame(before: KeyRecord, after: KeyRecord): boolean {
  return before === after || JSON.stringify(before) === JSON.stringify(after);
}
