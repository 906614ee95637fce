import { availableParallelism, cpus, totalmem } from "node:os";

import type { SavedChapter } from "./saved-chapter.ts";

/** What this runs on, in one line. */
export function machine(): string {
  const model = cpus()[0]?.model.trim() ?? "unknown processor";
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${model}, ${availableParallelism()} cores, ${memory} GiB; Node ${process.versions.node}, ${process.platform}`;
}

/** What the chapters were measured on, and when; one line where that is the same for all. */
export function machinesOf(chapters: readonly SavedChapter[]): readonly string[] {
  const places = Map.groupBy(chapters, ({ machine, on }) => `${machine}; ${on}`);
  if (places.size === 1) return [...places.keys()];
  return [...places].map(([place, measured]) => `- ${measured.map(({ name }) => name).join(", ")}: ${place}`);
}
