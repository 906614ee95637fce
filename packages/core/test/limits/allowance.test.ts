import { allowanceLeft, allowanceTaken, windowSeconds } from "../../src/limits/allowance.js";

const LIMIT = { requests: 3, seconds: 10 };

describe("what a limiter answers", () => {
  test("the last request of an allowance is within it, the next one is not", () => {
    expect(allowanceTaken(LIMIT, { requests: 3, resetMs: 400 })).toEqual({
      allowed: true,
      remaining: 0,
      resetMs: 400,
    });
    expect(allowanceTaken(LIMIT, { requests: 4, resetMs: 400 })).toEqual({
      allowed: false,
      remaining: 0,
      resetMs: 400,
    });
  });

  test("a look tells whether one more request would be within the limit", () => {
    expect(allowanceLeft(LIMIT, { requests: 2, resetMs: 400 })).toEqual({
      allowed: true,
      remaining: 1,
      resetMs: 400,
    });
    expect(allowanceLeft(LIMIT, { requests: 3, resetMs: 400 }).allowed).toBe(false);
  });

  test("a name without a window, or with one that is over, has its whole allowance", () => {
    const whole = { allowed: true, remaining: 3, resetMs: 0 };
    expect(allowanceLeft(LIMIT, null)).toEqual(whole);
    expect(allowanceLeft(LIMIT, { requests: 9, resetMs: 0 })).toEqual(whole);
    expect(allowanceLeft(LIMIT, { requests: 9, resetMs: -5 })).toEqual(whole);
  });

  test("nobody is sent away for longer than a window, wherever a clock was set to", () => {
    expect(allowanceTaken(LIMIT, { requests: 4, resetMs: 3_600_000 }).resetMs).toBe(10_000);
    expect(allowanceLeft(LIMIT, { requests: 4, resetMs: 3_600_000 }).resetMs).toBe(10_000);
  });

  test("a limit of no requests, or of something that is no number, allows none", () => {
    for (const requests of [0, -1, Number.NaN]) {
      expect(allowanceTaken({ requests, seconds: 1 }, { requests: 1, resetMs: 1 }).allowed).toBe(false);
      expect(allowanceLeft({ requests, seconds: 1 }, null).allowed).toBe(false);
    }
  });

  test.each([
    [10, 10],
    [0.2, 1],
    [0, 1],
    [-5, 1],
    [Number.NaN, 1],
    [1.5, 2],
    [2_147_483, 2_147_483],
    [31_536_000, 2_147_483],
    [Infinity, 2_147_483],
  ])("a window of %p seconds is counted as %p, which timers and databases can hold", (seconds, window) => {
    expect(windowSeconds({ requests: 1, seconds })).toBe(window);
  });
});
