import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { chapterSection } from "./chapter-section.ts";
import { machinesOf } from "./machine.ts";
import { savedChapters } from "./saved-chapter.ts";
import { chartFile, writeCharts } from "./write-charts.ts";

/** Tells what the last runs found in one document beside them, and returns where that is. */
export function writeFigures(folder: string, quick: boolean): string {
  const saved = savedChapters(folder);
  const sections = saved.map((chapter) => [
    `## ${chapter.name}: ${chapter.title}`,
    "",
    ...chapterSection(chapter.findings, (chart) => chartFile(chapter, chart)),
    "",
  ]);
  const title = quick ? "# Figures of quick runs, which mean nothing" : "# Figures";
  const lines = [title, "", ...machinesOf(saved), "", ...sections.flat()];
  writeCharts(folder, saved);
  const file = join(folder, "figures.md");
  writeFileSync(file, lines.join("\n"));
  return file;
}
