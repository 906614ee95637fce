/** What a scenario has found. */
export interface Finding {
  /** Figures in the order in which they are printed. */
  readonly figures: Readonly<Record<string, number | string>>;
  /** What was promised and did not hold, each in one sentence; empty when all of it held. */
  readonly broken: readonly string[];
}

/** A statement that is one of the broken ones unless it holds. */
export function unless(holds: boolean, broken: string): readonly string[] {
  return holds ? [] : [broken];
}

/** Several findings of one run, as one. */
export function together(findings: readonly Finding[]): Finding {
  return {
    figures: Object.assign({}, ...findings.map(({ figures }) => figures)) as Finding["figures"],
    broken: findings.flatMap(({ broken }) => broken),
  };
}
