import type { Bound, Figure, Unit } from "../figures/figure.ts";
import { isMet } from "../figures/judge-figure.ts";
import { spreadOf } from "../figures/spread.ts";

/** The numbers of a figure as a reader wants them, all to the same digit. */
export interface WrittenFigure {
  readonly median: string;
  /** From the least to the most; empty where there is none. */
  readonly spread: string;
  readonly bound: string;
}

const MOST_DIGITS = 6;

export function writtenFigure(figure: Figure): WrittenFigure {
  const { unit, values, bound } = figure;
  const { median, least, most } = spreadOf(values);
  const digits = digitsOf(figure, median);
  return {
    median: withUnit(written(median, digits), unit),
    spread: least === most ? "" : `${written(least, digits)} – ${written(most, digits)}`,
    bound: bound === undefined ? "" : boundText(bound, unit),
  };
}

/** Three that mean something, none behind a count, and as many as it takes to tell a missed bound from one that is met. */
function digitsOf(figure: Figure, median: number): number {
  let digits = figure.values.every(Number.isInteger) ? 0 : digitsFor(median);
  const rounded = () => ({ ...figure, values: [Number(median.toFixed(digits))] });
  while (digits < MOST_DIGITS && isMet(rounded()) !== isMet(figure)) digits++;
  return digits;
}

function digitsFor(value: number): number {
  const size = Math.abs(value);
  if (size >= 100) return 0;
  if (size >= 10) return 1;
  if (size >= 0.1 || size === 0) return 2;
  return size >= 0.01 ? 3 : 4;
}

function boundText(bound: Bound, unit: Unit): string {
  const [sign, value] = "atLeast" in bound ? ["≥", bound.atLeast] : ["≤", bound.atMost];
  const digits = Number.isInteger(value) && unit !== "×" ? 0 : digitsFor(value);
  return `${sign} ${withUnit(written(value, digits), unit)}`;
}

function withUnit(text: string, unit: Unit): string {
  return unit === "" ? text : `${text} ${unit}`;
}

function written(value: number, digits: number): string {
  return value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
