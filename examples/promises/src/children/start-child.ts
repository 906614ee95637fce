import { fileURLToPath } from "node:url";

import type { Knex } from "knex";

import { startProcess, type RunningProcess } from "../processes/start-process.ts";

/** A program of this folder as a process of its own, on the built packages; it is told the database as JSON. */
export function startChild(name: string, config: Knex.Config): RunningProcess {
  const program = fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
  // A function cannot be sent; the child has those of SQLite's pool from its own defaults.
  const { pool: _pool, ...told } = config;
  return startProcess(process.execPath, [
    "--disable-warning=ExperimentalWarning",
    program,
    JSON.stringify(told),
  ]);
}
