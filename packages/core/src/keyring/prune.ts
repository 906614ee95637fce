import type { Actor } from "../actors/actor.js";
import { requireEverything } from "../actors/require-everything.js";
import type { ResolvedActor } from "../actors/resolve-actor.js";
import { changesToPrune } from "../changes/changes-to-prune.js";
import { actorNow } from "../context/actor-now.js";
import { factsOf, type Facts } from "../context/facts.js";
import type { KeyringContext } from "../context/keyring-context.js";
import { type Lazy, valueOf } from "../context/lazy.js";
import { write } from "../context/writing.js";
import { checkedFields, type FieldChecks } from "../keys/check-fields.js";
import { keyRules } from "../keys/key-rules.js";

export interface PruneOptions {
  /** Changes before this time, UTC milliseconds; those of the last hour stay in any case. Default: none. */
  readonly changesBefore?: number | undefined;
  /** Hours before this time, UTC milliseconds; default 90 days ago. */
  readonly usageBefore?: number | undefined;
}

export interface Pruned {
  /** How many changes were removed. */
  readonly changes: number;
}

const HOUR = 3_600_000;
const USAGE_KEPT = 90 * 24 * HOUR;
/** How many hours of usage are removed in one transaction, so that other writes get the lock between. */
const HOURS_AT_ONCE = 5_000;

/**
 * Removes the oldest changes, up to the first that is not older, and leaves on record where the chain begins from
 * then on. Nothing to remove, nothing on record; and nothing is removed from a chain that does not verify.
 */
export async function prune(ring: KeyringContext, options: Lazy<PruneOptions>, as: Actor): Promise<Pruned> {
  const early = factsOf(ring);

  async function permitted(facts: Facts): Promise<ResolvedActor> {
    const actor = await actorNow(ring, as, facts);
    requireEverything(actor);
    return actor;
  }

  await permitted(early);
  const { now } = early;
  const { changesBefore, usageBefore = Math.max(0, now - USAGE_KEPT) } = checkedFields<PruneOptions>(
    valueOf(options),
    PRUNE,
  );

  const stretches =
    changesBefore === undefined ? [] : await changesToPrune(ring, Math.min(changesBefore, now - HOUR));
  let hours: number;
  do {
    hours = await write(ring, early, async ({ tx, facts }) => {
      await permitted(facts);
      return tx.erase({ usageBefore: usageBefore - (usageBefore % HOUR), most: HOURS_AT_ONCE });
    });
  } while (hours >= HOURS_AT_ONCE);

  let changes = 0;
  for (const start of stretches) {
    changes += await write(ring, early, async ({ tx, facts, record }) => {
      const actor = await permitted(facts);
      const removed = await tx.erase({ changesBefore: start.firstSeq });
      record(actor, { ...PRUNING, detail: { ...start, removed } });
      return removed;
    });
  }
  return { changes };
}

const PRUNING = {
  action: "changes.pruned",
  target: "changes",
  ownerId: null,
  orgId: null,
  projectId: null,
} as const;

const PRUNE: FieldChecks<keyof PruneOptions> = {
  changesBefore: { rule: keyRules.time },
  usageBefore: { rule: keyRules.time },
};
