import type { Figure } from "../figures/figure.ts";

/** A part of the benchmark that can be run alone. */
export interface Chapter {
  readonly title: string;
  /** Measures; whatever it starts, it stops. */
  run(plan: Plan): Promise<Findings>;
}

/** How a chapter is to measure. */
export interface Plan {
  /** Fresh starts of everything that is compared, one after the other and again: A B A B. At least 5 in a run that counts. */
  readonly rounds: number;
  /** Small and short: shows that everything works, and measures nothing that could be relied on. */
  readonly quick: boolean;
  /** Tells whoever waits how far it is. */
  say(line: string): void;
}

export interface Findings {
  readonly figures: readonly Figure[];
  /** The same thing measured against itself, as a ratio; a run in which its median leaves 0.95–1.05 does not count. */
  readonly controls?: readonly Figure[];
  /** What does not fit the table of figures: rows of texts. */
  readonly tables?: readonly Table[];
  readonly charts?: readonly Chart[];
}

export interface Table {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Bars, a group of them for each label. */
export interface Chart {
  /** A file's name without its ending. */
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  readonly labels: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
}
