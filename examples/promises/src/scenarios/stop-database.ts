import { setTimeout as sleep } from "node:timers/promises";

import type { Database } from "../databases/database.ts";
import type { Outage } from "../findings/outage.ts";

export type Stop = "frozen" | "killed";

/** Takes the database away for a while; resolves when it answers again. */
export async function stopDatabase(database: Database, how: Stop, forMs: number): Promise<Outage> {
  const kill = how === "killed" ? database.kill() : undefined;
  if (how === "frozen") database.freeze();
  const from = performance.now();
  await kill;
  await sleep(forMs);
  const until = performance.now();
  if (how === "killed") await database.restart();
  else database.thaw();
  return { from, until, to: performance.now() };
}
