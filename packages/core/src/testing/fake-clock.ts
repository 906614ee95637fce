import type { Clock } from "../clock.js";

export interface FakeClock extends Clock {
  /** Moves the clock by milliseconds; negative ones move it back. */
  advance(milliseconds: number): void;
  /** Sets the clock to UTC milliseconds. */
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
  return {
    now: () => time,
    advance(milliseconds) {
      time += milliseconds;
    },
    set(at) {
      time = at;
    },
  };
}
