import { join } from "node:path";

import { runProcess, type AppProcess } from "../../src/testing/run-process.js";

const MAIN = join(__dirname, "main.mjs");

/** The notes example as a process of its own; it runs the built host. */
export function runNotes(variables: Readonly<Record<string, string>>): Promise<AppProcess> {
  return runProcess(MAIN, variables);
}
