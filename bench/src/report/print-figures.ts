import type { Findings } from "../chapters/chapter.ts";
import type { Bound, Figure, Unit } from "../figures/figure.ts";
import { isMet } from "../figures/judge-figure.ts";
import { spreadOf } from "../figures/spread.ts";

/** The figures of a chapter as a Markdown table: median, least and most of the rounds, what was to be reached. */
export function printFigures({ figures, controls = [] }: Findings): readonly string[] {
  const rows = [
    ...figures,
    ...controls.map((control) => ({ ...control, name: `control: ${control.name}` })),
  ].map(row);
  const head = ["figure", "median", "spread", "to reach", "reached"];
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((cells) => cells[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)];
}

function row(figure: Figure): readonly string[] {
  const { name, unit, values, bound, note } = figure;
  const { median, least, most } = spreadOf(values);
  const met = isMet(figure);
  return [
    note === undefined ? name : `${name} (${note})`,
    written(median, unit),
    `${bareNumber(least)}–${bareNumber(most)}`,
    bound === undefined ? "" : boundText(bound, unit),
    met === undefined ? "" : met ? "yes" : "**missed**",
  ];
}

function boundText(bound: Bound, unit: Unit): string {
  return "atLeast" in bound ? `≥ ${written(bound.atLeast, unit)}` : `≤ ${written(bound.atMost, unit)}`;
}

function written(value: number, unit: Unit): string {
  return unit === "" ? bareNumber(value) : `${bareNumber(value)} ${unit}`;
}

/** Three digits that mean something; what is small is told to the hundredth. */
function bareNumber(value: number): string {
  const size = Math.abs(value);
  const digits = size >= 100 ? 0 : size >= 10 ? 1 : 2;
  return value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
