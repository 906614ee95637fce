export interface Distribution {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** Percentiles by nearest rank; zeros when there is nothing. */
export function distribution(values: readonly number[]): Distribution {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  return { count: sorted.length, p50: rank(0.5), p99: rank(0.99), max: rank(1) };
}

/** As figures of a report: whole milliseconds. */
export function milliseconds(name: string, values: readonly number[]): Readonly<Record<string, number>> {
  const { p50, p99, max } = distribution(values);
  return {
    [`${name}_p50_ms`]: Math.round(p50),
    [`${name}_p99_ms`]: Math.round(p99),
    [`${name}_max_ms`]: Math.round(max),
  };
}
