import type { Chart, Findings } from "../chapters/chapter.ts";
import { CONTROL, controlHolds } from "./control.ts";
import { figureTable } from "./figure-table.ts";
import { markdownTable } from "./markdown-table.ts";

/** What a chapter found, as lines of Markdown; `charts` says where its charts are, seen from there. */
export function chapterSection(findings: Findings, charts?: (chart: Chart) => string): readonly string[] {
  const parts: (readonly string[])[] = [figureTable(findings)];
  if (!controlHolds(findings))
    parts.unshift([`**This run does not count**: its control left ${CONTROL.least}–${CONTROL.most}.`]);
  for (const { title, head, rows } of findings.tables ?? [])
    parts.push([`**${title}**`], markdownTable(head, rows));
  if (charts !== undefined)
    for (const chart of findings.charts ?? []) parts.push([`![${chart.title}](${charts(chart)})`]);
  return parts.flatMap((part, index) => (index === 0 ? part : ["", ...part]));
}
