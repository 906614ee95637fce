import type { Clock } from "../clock.js";

export interface FakeClock extends Required<Clock> {
  /** Lets time pass: moves both hands by milliseconds. Negative ones move only the clock back, as no time ever goes back. */
  advance(milliseconds: number): void;
  /** Sets the clock to UTC milliseconds, as an operator does: no time passes. */
  set(time: number): void;
}

/**
 * A clock that stands still until it is moved; it begins at `start`, by default 2026-01-01T00:00:00Z.
 *
 * @example
 * const clock = fakeClock();
 * clock.advance(60_000);
 */
export function fakeClock(start: number = Date.UTC(2026, 0, 1)): FakeClock {
  let time = start;
  let passed = 0;
  return {
    now: () => time,
    monotonic: () => passed,
    advance(milliseconds) {
      time += milliseconds;
      passed += Math.max(0, milliseconds);
    },
    set(at) {
      time = at;
    },
  };
}
