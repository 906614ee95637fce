import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { chapters } from "../chapters/chapters.ts";
import type { Findings } from "../chapters/chapter.ts";

/** The last run of one chapter, as it is kept. */
export interface SavedChapter {
  readonly name: string;
  readonly title: string;
  readonly machine: string;
  /** The day, `2026-11-22`. */
  readonly on: string;
  readonly findings: Findings;
}

const RESULTS = fileURLToPath(new URL("../../results/", import.meta.url));

/** Where a run keeps what it found: quick runs apart, so that they never take the place of one that counts. */
export function resultsFolder(quick: boolean): string {
  return quick ? join(RESULTS, "quick") : RESULTS;
}

/** Keeps what a chapter found, so that chapters can be run one at a time and told together. */
export function saveChapter(folder: string, chapter: SavedChapter): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(fileOf(folder, chapter.name), `${JSON.stringify(chapter, null, 2)}\n`);
}

/** What there is of every chapter, in the order of the report. */
export function savedChapters(folder: string): readonly SavedChapter[] {
  return Object.keys(chapters)
    .map((name) => fileOf(folder, name))
    .filter((file) => existsSync(file))
    .map((file) => JSON.parse(readFileSync(file, "utf8")) as SavedChapter);
}

function fileOf(folder: string, name: string): string {
  return join(folder, `${name}.json`);
}
