import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { chapterSection } from "./chapter-section.ts";
import { fillPlaces } from "./fill-places.ts";
import { machinesOf } from "./machine.ts";
import { resultsFolder, savedChapters } from "./saved-chapter.ts";
import { chartFile, writeCharts } from "./write-charts.ts";

const DOCUMENT = fileURLToPath(new URL("../../../docs/performance.md", import.meta.url));
const CHARTS = fileURLToPath(new URL("../../../docs/performance/", import.meta.url));

/**
 * Puts what the last runs found into the document about it, each chapter in its place, and the charts beside it. What
 * was not measured stays as it stands. Returns the names of what was published.
 */
export function publish(): readonly string[] {
  const saved = savedChapters(resultsFolder(false));
  if (saved.length === 0) throw new Error("nothing was measured yet: npm run bench");
  const sections = saved.map((chapter): [string, readonly string[]] => [
    chapter.name,
    chapterSection(chapter.findings, (chart) => `performance/${chartFile(chapter, chart)}`),
  ]);
  const filled = fillPlaces(
    readFileSync(DOCUMENT, "utf8"),
    new Map([["machine", machinesOf(saved)], ...sections]),
  );
  writeCharts(CHARTS, saved);
  writeFileSync(DOCUMENT, filled);
  for (const file of readdirSync(CHARTS))
    if (!filled.includes(`performance/${file}`)) rmSync(join(CHARTS, file));
  return saved.map(({ name }) => name);
}
