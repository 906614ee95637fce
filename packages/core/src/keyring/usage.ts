import type { Actor } from "../actors/actor.js";
import { requireCovered, requireHeldSomewhere } from "../actors/covering-grant.js";
import { actorNow } from "../context/actor-now.js";
import { factsOf } from "../context/facts.js";
import type { KeyringContext } from "../context/keyring-context.js";
import { type Lazy, valueOf } from "../context/lazy.js";
import type { KeyRef } from "../keys/key-record.js";
import { withDeadline } from "../store/with-deadline.js";
import type { UsageHour } from "../usage/usage-record.js";
import { usageRange, type UsageOptions } from "./usage-range.js";

export interface KeyUsage {
  /** Buckets in which the key was used, oldest first; `at` is a bucket's beginning in UTC. */
  readonly data: readonly { readonly at: number; readonly accepted: number; readonly refused: number }[];
}

/** What is stored: up to some ten seconds behind. */
export async function usageOf(
  ring: KeyringContext,
  ref: KeyRef,
  as: Actor,
  options: Lazy<UsageOptions>,
): Promise<KeyUsage> {
  const facts = factsOf(ring);
  const actor = await actorNow(ring, as, facts);
  requireHeldSomewhere(actor, "api-keys:read");
  const key = await facts.findKey(ref);
  requireCovered(actor, "api-keys:read", key);
  const { bucketMs, ...hours } = usageRange(valueOf(options), facts.now);
  const read = ring.store.readUsage({ keys: [key.id], hours });
  return { data: inBuckets((await withDeadline(read, ring.deadlines.manage)).hours, bucketMs) };
}

/** Hours, oldest first, summed into buckets. UTC days are all of one length. */
function inBuckets(hours: readonly UsageHour[], bucketMs: number): KeyUsage["data"] {
  const buckets = new Map<number, KeyUsage["data"][number]>();
  for (const { hour, accepted, refused } of hours) {
    const at = hour - (hour % bucketMs);
    const sum = buckets.get(at) ?? { at, accepted: 0, refused: 0 };
    buckets.set(at, { at, accepted: sum.accepted + accepted, refused: sum.refused + refused });
  }
  return [...buckets.values()];
}
