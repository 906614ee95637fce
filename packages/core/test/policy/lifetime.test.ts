import type { LatchkeyError } from "../../src/latchkey-error.js";
import { requireLifetime, requireNewLifetime } from "../../src/policy/lifetime.js";

const NOW = Date.UTC(2026, 0, 1);
const FREE = { expiryRequired: false, minLifetime: 0, maxLifetime: null };

function outcome(check: () => void): unknown {
  try {
    check();
    return "right";
  } catch (error) {
    const { code, errors = [] } = error as LatchkeyError;
    return [code, errors[0]?.path[0]];
  }
}

const WRONG = ["invalid_field", "expiresAt"];

describe("the lifetime of a new key", () => {
  const check = (policy: Partial<typeof FREE> | { maxLifetime: number }, expiresAt: number | null) =>
    outcome(() => requireNewLifetime({ ...FREE, ...policy }, expiresAt, NOW));

  it("begins now: it does not end in the past or at this moment", () => {
    expect(check({}, NOW + 1)).toBe("right");
    expect(check({}, NOW)).toEqual(WRONG);
    expect(check({}, NOW - 1)).toEqual(WRONG);
    expect(check({}, null)).toBe("right");
  });

  it("has an end where the policy requires one", () => {
    expect(check({ expiryRequired: true }, null)).toEqual(WRONG);
    expect(check({ expiryRequired: true }, NOW + 1)).toBe("right");
  });

  it("is as long as the policy says, to the millisecond", () => {
    const policy = { minLifetime: 60, maxLifetime: 120 };
    expect(check(policy, NOW + 59_999)).toEqual(WRONG);
    expect(check(policy, NOW + 60_000)).toBe("right");
    expect(check(policy, NOW + 120_000)).toBe("right");
    expect(check(policy, NOW + 120_001)).toEqual(WRONG);
    expect(check(policy, null)).toBe("right");
  });
});

describe("the lifetime of a key that is changed", () => {
  it("may end at once, unless the policy has a least lifetime", () => {
    expect(outcome(() => requireLifetime(FREE, NOW - 1, NOW))).toBe("right");
    expect(outcome(() => requireLifetime({ ...FREE, minLifetime: 1 }, NOW - 1, NOW))).toEqual(WRONG);
  });
});
