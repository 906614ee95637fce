import { setTimeout as sleep } from "node:timers/promises";

import type { Knex } from "knex";

import { startChild } from "./child.js";

/** What a process has said was done before it was killed. */
export interface Acknowledged {
  readonly tokens: ReadonlyMap<string, string>;
  readonly revoked: ReadonlySet<string>;
}

/**
 * Lets a process write and kills it in the middle: behind more and more writes, and each time a little later behind the
 * last that it acknowledged, so that another of its statements is under way.
 */
export async function killWriter(config: Knex.Config, pepper: string, round: number): Promise<Acknowledged> {
  const child = startChild("write-until-killed.ts", { config, pepper, orgId: `org-${round}` });
  try {
    await child.said(3 + ((round * 7) % 17));
    await sleep((round * 3) % 10);
  } finally {
    child.process.kill("SIGKILL");
    await child.ended;
  }
  return acknowledged(child.lines);
}

function acknowledged(lines: readonly string[]): Acknowledged {
  const tokens = new Map<string, string>();
  const revoked = new Set<string>();
  for (const line of lines) {
    const said = JSON.parse(line) as { created?: string; token?: string; revoked?: string };
    if (said.created !== undefined) tokens.set(said.created, said.token ?? "");
    if (said.revoked !== undefined) revoked.add(said.revoked);
  }
  return { tokens, revoked };
}
