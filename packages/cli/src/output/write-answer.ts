import CliTable from "cli-table3";

import type { World } from "../world.js";
import type { Answer, Facts, Table, View } from "./answer.js";
import { oneLine } from "./one-line.js";

/** Writes what a command answered: the answer to stdout, what else there is to know to stderr. */
export function writeAnswer(
  { output, errors, environment }: World,
  answer: Answer,
  { json }: { readonly json: boolean },
): void {
  const coloured = output.isTTY === true && !environment["NO_COLOR"];
  const text = json
    ? JSON.stringify(answer.json, null, 2)
    : answer.views.map((view) => viewText(view, coloured)).join("\n\n");
  if (text !== "") output.write(`${text}\n`);
  for (const note of answer.notes ?? []) errors.write(`${oneLine(note)}\n`);
}

function viewText(view: View, coloured: boolean): string {
  if ("lines" in view) return view.lines.map(oneLine).join("\n");
  return "facts" in view ? factsText(view) : tableText(view, coloured);
}

function factsText({ facts }: Facts): string {
  const width = Math.max(...facts.map(([name]) => name.length));
  return facts.map(([name, value]) => `${name.padEnd(width)}  ${oneLine(value)}`).join("\n");
}

/** Escape codes are for terminals: in a file or a pipe they are dirt. */
function tableText({ head, rows, empty }: Table, coloured: boolean): string {
  if (rows.length === 0) return empty;
  const style = coloured ? { head: ["bold"], border: ["gray"] } : { head: [], border: [] };
  const table = new CliTable({ head: [...head], style });
  table.push(...rows.map((row) => row.map(oneLine)));
  return table.toString();
}
