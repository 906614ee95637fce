import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import type { Findings } from "../chapters/chapter.ts";
import { machine } from "./machine.ts";

export const RESULTS = fileURLToPath(new URL("../../results/", import.meta.url));

/** One run of one chapter, as it is kept. */
export interface SavedChapter {
  readonly name: string;
  readonly title: string;
  readonly findings: Findings;
  readonly rounds: number;
  readonly quick: boolean;
}

/** Keeps what a chapter found, so that chapters can be run one at a time and told together. */
export function saveChapter(chapter: SavedChapter): void {
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(
    `${RESULTS}${chapter.name}.json`,
    `${JSON.stringify({ machine: machine(), ...chapter }, null, 2)}\n`,
  );
}
