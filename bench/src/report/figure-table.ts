import type { Findings } from "../chapters/chapter.ts";
import type { Figure } from "../figures/figure.ts";
import { isMet } from "../figures/judge-figure.ts";
import { CONTROL, isWithin } from "./control.ts";
import { markdownTable } from "./markdown-table.ts";
import { writtenFigure } from "./written-number.ts";

const HEAD = ["figure", "median", "spread", "rounds", "to reach", "reached"];

/** The figures of a chapter: median and spread of the rounds, and what was to be reached; notes stand below. */
export function figureTable({ figures, controls = [] }: Findings): readonly string[] {
  const noted = [...figures, ...controls].flatMap(({ note }) => (note === undefined ? [] : [note]));
  const notes = [...new Set(noted)];
  const rows = [
    ...figures.map((figure) => figureRow(figure, notes)),
    ...controls.map((control) => controlRow(control, notes)),
  ];
  const table = markdownTable(HEAD, rows);
  if (notes.length === 0) return table;
  return [...table, "", ...notes.map((note, index) => `- (${index + 1}) ${note}`)];
}

function figureRow(figure: Figure, notes: readonly string[]): readonly string[] {
  const { median, spread, bound } = writtenFigure(figure);
  const met = isMet(figure);
  const reached = met === undefined ? "" : met ? "yes" : "**missed**";
  return [named(figure, notes), median, spread, String(figure.values.length), bound, reached];
}

function controlRow(control: Figure, notes: readonly string[]): readonly string[] {
  const { median, spread } = writtenFigure(control);
  const name = `control: ${named(control, notes)}`;
  const range = `${CONTROL.least} – ${CONTROL.most} ×`;
  return [name, median, spread, String(control.values.length), range, isWithin(control) ? "yes" : "**no**"];
}

function named({ name, note }: Figure, notes: readonly string[]): string {
  return note === undefined ? name : `${name} (${notes.indexOf(note) + 1})`;
}
