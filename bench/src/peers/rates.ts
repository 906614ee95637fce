import type { Measured } from "../http/run-rounds.ts";

/** Requests a second, round by round. */
export function rates(measured: readonly Measured[]): readonly number[] {
  return measured.map(({ requestsPerSecond }) => requestsPerSecond);
}
