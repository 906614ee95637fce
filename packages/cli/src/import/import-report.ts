import type { ImportOutcome } from "@latchkey/core";

/** A row that became no key, and why. */
export interface Refusal {
  readonly line: number;
  readonly code: string;
  readonly message: string;
}

/** What has become of all rows. */
export interface ImportTotals {
  readonly rows: number;
  readonly imported: number;
  /** Of the imported: tokens that can be guessed, and are kept as bcrypt. */
  readonly weak: number;
  readonly duplicates: number;
  readonly refused: number;
  /** The first thousand. */
  readonly refusals: readonly Refusal[];
}

export interface ImportReport {
  add(line: number, outcome: ImportOutcome): void;
  totals(): ImportTotals;
}

const MOST_REFUSALS = 1_000;

/** Adds up outcomes; it holds no more than the first refusals, however many rows there are. */
export function importReport(): ImportReport {
  const counts = { rows: 0, imported: 0, weak: 0, duplicates: 0, refused: 0 };
  const refusals: Refusal[] = [];

  function refuse(line: number, { code, message }: Extract<ImportOutcome, { outcome: "refused" }>): void {
    counts.refused++;
    if (refusals.length < MOST_REFUSALS) refusals.push({ line, code, message });
  }

  function add(line: number, outcome: ImportOutcome): void {
    counts.rows++;
    switch (outcome.outcome) {
      case "imported":
        counts.imported++;
        if (outcome.strength === "weak") counts.weak++;
        return;
      case "duplicate":
        counts.duplicates++;
        return;
      case "refused":
        refuse(line, outcome);
    }
  }

  return { add, totals: () => ({ ...counts, refusals: [...refusals] }) };
}
