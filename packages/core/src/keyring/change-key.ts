import type { Actor } from "../actors/actor.js";
import { requireCovered, requireHeldSomewhere, type ManagementPermission } from "../actors/covering-grant.js";
import type { ResolvedActor } from "../actors/resolve-actor.js";
import { actorNow } from "../context/actor-now.js";
import { factsOf, type Facts } from "../context/facts.js";
import type { KeyringContext } from "../context/keyring-context.js";
import { write } from "../context/writing.js";
import type { KeyRecord, KeyRef } from "../keys/key-record.js";
import { keyChange, type KeyChange } from "./key-change.js";

/**
 * What an operation makes of a key for an actor; throws when the actor may not. It runs twice, and the second time
 * within a transaction: it awaits nothing but the facts it is given.
 */
export type KeyDecision = (
  actor: ResolvedActor,
  before: KeyRecord,
  facts: Facts,
) => KeyOutcome | Promise<KeyOutcome>;

/** The key as it is to be, and what is recorded of it. */
export type KeyOutcome = Omit<KeyChange, "before">;

/** A key that was changed, or left as it was, and the facts it was shown by. */
export interface ChangedKey {
  readonly record: KeyRecord;
  readonly facts: Facts;
}

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
): Promise<ChangedKey> {
  async function look(facts: Facts, find: () => Promise<KeyRecord | null>) {
    const actor = await actorNow(ring, as, facts);
    requireHeldSomewhere(actor, permission);
    const before = await find();
    requireCovered(actor, permission, before);
    return { actor, before, ...(await decide(actor, before, facts)) };
  }

  const facts = factsOf(ring);
  const early = await look(facts, () => facts.findKey(ref));
  if (isSame(early.before, early.after)) return { record: early.before, facts };

  return write(ring, facts, async ({ tx, facts: now, record }) => {
    const { actor, before, after, ...change } = await look(now, () => now.findKey({ id: early.before.id }));
    if (isSame(before, after)) return { record: before, facts: now };
    const written = { ...after, updatedAt: now.now, version: before.version + 1 };
    await tx.updateKey(written);
    record(actor, await keyChange(now, { ...change, before, after: written }));
    return { record: written, facts: now };
  });
}

/** Records are JSON; comparing them as text does not ask which realm an object comes from, as test runners mix them. */
function isSame(before: KeyRecord, after: KeyRecord): boolean {
  return before === after || JSON.stringify(before) === JSON.stringify(after);
}
