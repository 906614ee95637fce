import type { Actor } from "../actors/actor.js";
import { requireEverything } from "../actors/require-everything.js";
import type { ResolvedActor } from "../actors/resolve-actor.js";
import type { ChainStart } from "../changes/chain-start.js";
import { changesToPrune, type PrunedStretch } from "../changes/changes-to-prune.js";
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

/**
 * Removes the oldest changes, up to the first that is not older, and leaves on record where the chain begins from
 * then on. Nothing to remove, nothing on record.
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
  const { changesBefore = 0, usageBefore = Math.max(0, now - USAGE_KEPT) } = checkedFields<PruneOptions>(
    valueOf(options),
    PRUNE,
  );

  await write(ring, early, async ({ tx, facts }) => {
    await permitted(facts);
    await tx.erase({ usageBefore: usageBefore - (usageBefore % HOUR) });
  });

  let changes = 0;
  for await (const { firstSeq, previousHash, removed } of stretches(ring, changesBefore, now)) {
    await write(ring, early, async ({ tx, facts, record }) => {
      const actor = await permitted(facts);
      await tx.erase({ changesBefore: firstSeq });
      const start: ChainStart = { firstSeq, previousHash };
      record(actor, { ...PRUNING, detail: { ...start, removed } });
    });
    changes += removed;
  }
  return { changes };
}

function stretches(ring: KeyringContext, before: number, now: number): AsyncIterable<PrunedStretch> {
  return changesToPrune(ring, Math.min(before, now - HOUR));
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
