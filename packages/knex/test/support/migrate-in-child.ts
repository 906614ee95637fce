import { execFile } from "node:child_process";
import { join } from "node:path";

import type { Knex } from "knex";

const CHILDREN = join(__dirname, "..", "children");

export interface Outcome {
  readonly killed: boolean;
  /** How many statements the process ran, when it lived. */
  readonly statements: number;
}

/** Migrates in a process of its own, which kills itself at its statement `killAt`; 0 lets it live. */
export function migrateInChild(config: Knex.Config, killAt = 0): Promise<Outcome> {
  const task = JSON.stringify({ config, killAt });
  const loader = join(CHILDREN, "run-typescript.mjs");
  const args = ["--conditions=@latchkey/source", "--import", loader, join(CHILDREN, "migrate-once.ts"), task];
  return new Promise((resolve, reject) => {
    const child = execFile(process.execPath, args, (error, stdout, stderr) => {
      const killed = child.signalCode === "SIGKILL";
      if (error && !killed) reject(new Error(`the migrating process failed: ${stderr}`));
      else resolve({ killed, statements: Number(stdout) });
    });
  });
}
