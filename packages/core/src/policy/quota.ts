import type { KeyRecord } from "../keys/key-record.js";
import { LatchkeyError } from "../latchkey-error.js";
import type { CountRange, StoreTransaction } from "../store/key-store.js";
import type { Policy } from "./policy.js";

type Place = Pick<KeyRecord, "orgId" | "projectId" | "ownerId">;

/**
 * Refuses with `quota_exceeded` when these keys would be more than the policy allows in one place. Asked under the
 * lock, where nobody else can add any, so it is exact; what is rolled back has used nothing. Counts each place once,
 * and none that has no bound.
 */
export async function requireQuota(
  tx: Pick<StoreTransaction, "countKeys">,
  policy: Policy,
  added: readonly Place[],
): Promise<void> {
  for (const quota of QUOTAS) {
    const most = policy[quota.bound];
    if (most === null) continue;
    for (const { range, keys } of byRange(added, quota.rangeOf)) {
      const there = await tx.countKeys(range);
      if (there + keys > most) throw exceeded(quota, most, there);
    }
  }
}

/**
 * The same for keys that are added one after the other, where the refusal of one leaves the others: the function counts
 * a key that it does not refuse.
 */
export function quotaOfEach(
  tx: Pick<StoreTransaction, "countKeys">,
  policy: Policy,
): (added: Place) => Promise<void> {
  const counts = new Map<string, number>();

  return async function requireRoom(added) {
    const names: string[] = [];
    for (const quota of QUOTAS) {
      const [most, range] = [policy[quota.bound], quota.rangeOf(added)];
      if (most === null || range === null) continue;
      const name = JSON.stringify(range);
      const there = counts.get(name) ?? (await tx.countKeys(range));
      counts.set(name, there);
      if (there >= most) throw exceeded(quota, most, there);
      names.push(name);
    }
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  };
}

interface Quota {
  readonly bound: "maxKeysPerProject" | "maxKeysPerOrg" | "maxKeysPerOwner";
  readonly where: string;
  /** Null for a key that does not count. */
  rangeOf(place: Place): CountRange | null;
}

const QUOTAS: readonly Quota[] = [
  {
    bound: "maxKeysPerProject",
    where: "in this project, or in this organization outside of its projects",
    rangeOf: ({ orgId, projectId }) =>
      orgId === null ? null : { by: "project", org: orgId, project: projectId },
  },
  {
    bound: "maxKeysPerOrg",
    where: "in this organization",
    rangeOf: ({ orgId }) => (orgId === null ? null : { by: "org", org: orgId }),
  },
  {
    bound: "maxKeysPerOwner",
    where: "of this owner",
    rangeOf: ({ ownerId }) => (ownerId === null ? null : { by: "owner", owner: ownerId }),
  },
];

/** How many of the keys are in each range. */
function byRange(added: readonly Place[], rangeOf: Quota["rangeOf"]) {
  const ranges = new Map<string, { readonly range: CountRange; keys: number }>();
  for (const range of added.map(rangeOf)) {
    if (range === null) continue;
    const name = JSON.stringify(range);
    const known = ranges.get(name) ?? { range, keys: 0 };
    ranges.set(name, known);
    known.keys++;
  }
  return ranges.values();
}

function exceeded({ where }: Quota, most: number, there: number): LatchkeyError {
  return new LatchkeyError(
    "quota_exceeded",
    `There can be ${most} keys ${where}, and ${there} there are. Revoke one that is no longer needed first.`,
  );
}
