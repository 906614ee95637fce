import { requireQuota } from "../../src/policy/quota.js";
import { checkedPolicy, type PolicyOptions } from "../../src/policy/policy.js";
import type { CountRange } from "../../src/store/key-store.js";

/** A transaction that has so many keys in every range, and notes what was counted. */
function transaction(there: number) {
  const counted: CountRange[] = [];
  return {
    counted,
    async countKeys(range: CountRange) {
      counted.push(range);
      return there;
    },
  };
}

const place = (orgId: string | null, projectId: string | null, ownerId: string | null) => ({
  orgId,
  projectId,
  ownerId,
});
const policy = (options: PolicyOptions) => checkedPolicy(options, {});

describe("quotas", () => {
  it("count each place once, and add what comes", async () => {
    const tx = transaction(48);
    const two = [place("a", "p", "u1"), place("a", "p", "u2"), place("a", null, "u1")];
    await requireQuota(tx, policy({}), two);
    expect(tx.counted).toEqual([
      { by: "project", org: "a", project: "p" },
      { by: "project", org: "a", project: null },
    ]);
    await expect(requireQuota(tx, policy({}), [...two, place("a", "p", "u3")])).rejects.toMatchObject({
      code: "quota_exceeded",
    });
  });

  it("count nothing that has no bound, nor keys without an organization", async () => {
    const tx = transaction(1_000_000);
    await requireQuota(tx, policy({ maxKeysPerProject: null }), [place("a", "p", "u1")]);
    await requireQuota(tx, policy({ maxKeysPerOrg: 1 }), [place(null, null, "u1")]);
    await requireQuota(tx, policy({ maxKeysPerProject: null, maxKeysPerOwner: 1 }), [place("a", "p", null)]);
    expect(tx.counted).toEqual([]);
  });

  it.each<[string, PolicyOptions, CountRange]>([
    ["project", { maxKeysPerProject: 5 }, { by: "project", org: "a", project: "p" }],
    ["organization", { maxKeysPerOrg: 5 }, { by: "org", org: "a" }],
    ["owner", { maxKeysPerOwner: 5 }, { by: "owner", owner: "u1" }],
  ])("of a %s say which they are and what to do", async (where, options, range) => {
    const tx = transaction(5);
    const bounds = policy({ maxKeysPerProject: null, ...options });
    const error = await requireQuota(tx, bounds, [place("a", "p", "u1")]).catch((caught: Error) => caught);
    expect(error).toMatchObject({ code: "quota_exceeded" });
    expect((error as Error).message).toContain(where);
    expect((error as Error).message).toContain("Revoke one that is no longer needed first.");
    expect(tx.counted).toEqual([range]);
    await requireQuota(transaction(4), bounds, [place("a", "p", "u1")]);
  });
});
