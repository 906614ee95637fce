import type { Clock } from "./clock.js";

/** A moment by both hands of the clock. */
export interface Moment {
  readonly wall: number;
  readonly monotonic: number;
}

export function momentOf(clock: Required<Clock>): Moment {
  return { wall: clock.now(), monotonic: clock.monotonic() };
}

/**
 * Milliseconds since a moment, by the hand that moved further: the wall clock can be set back while time passes, and
 * the monotonic one can stand still while a machine sleeps. Who has just read the wall clock passes what it said.
 */
export function ageOf(clock: Required<Clock>, { wall, monotonic }: Moment, now = clock.now()): number {
  return Math.max(now - wall, clock.monotonic() - monotonic);
}
