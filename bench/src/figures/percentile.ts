import { medianOf } from "./spread.ts";

/** The nearest rank: the least value that so large a share of them does not exceed; `share` is 0–1. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

const HUNDRED = 100;

/**
 * The p99 of each hundred values in turn, of which the median. Whatever else a machine does a few times a second, for
 * some milliseconds, touches a hundredth of all requests, and would decide the p99 of all of them; it touches few of the
 * hundreds.
 */
export function p99OfHundreds(values: readonly number[]): number {
  const hundreds = Math.max(1, Math.floor(values.length / HUNDRED));
  const p99s = Array.from({ length: hundreds }, (_, index) =>
    percentile(values.slice(index * HUNDRED, (index + 1) * HUNDRED), 0.99),
  );
  return medianOf(p99s);
}
