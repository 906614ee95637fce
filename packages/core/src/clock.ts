/** Where the keyring takes the time from; injected so that tests can move it. */
export interface Clock {
  /** UTC milliseconds since 1970. It can be set, and jump either way. */
  now(): number;
  /** Milliseconds from any beginning, which only ever go on; by default those of the process. */
  monotonic?(): number;
}

export const systemClock: Required<Clock> = { now: () => Date.now(), monotonic: () => performance.now() };

/** The clock with both its hands. */
export function fullClock(clock: Clock): Required<Clock> {
  const { monotonic } = clock;
  return {
    now: () => clock.now(),
    monotonic: monotonic === undefined ? systemClock.monotonic : () => monotonic.call(clock),
  };
}
