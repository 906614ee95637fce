import { join } from "node:path";

import { runProcess, type AppProcess } from "@latchkey/example-host/testing";

const MAIN = join(__dirname, "..", "..", "dist", "main.js");

/** The built example, as a process of its own. */
export function runCaptain(variables: Readonly<Record<string, string>>): Promise<AppProcess> {
  return runProcess(MAIN, variables);
}
