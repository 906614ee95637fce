import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { Chart } from "../chapters/chapter.ts";
import { drawChart } from "./draw-chart.ts";
import type { SavedChapter } from "./saved-chapter.ts";

/** Draws the charts of these chapters, each into a file of this folder. */
export function writeCharts(folder: string, saved: readonly SavedChapter[]): void {
  mkdirSync(folder, { recursive: true });
  for (const chapter of saved)
    for (const chart of chapter.findings.charts ?? [])
      writeFileSync(join(folder, chartFile(chapter, chart)), drawChart(chart));
}

export function chartFile({ name }: SavedChapter, chart: Chart): string {
  return chart.name === name ? `${name}.svg` : `${name}-${chart.name}.svg`;
}
