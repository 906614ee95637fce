import { join } from "node:path";

import { runProcess, type AppProcess } from "@latchkey/example-host/testing";

export const SECRETS = {
  LATCHKEY_PEPPER: "a pepper for tests, long enough to be one",
  SESSION_SECRET: "a session secret for tests, long enough",
  ADMIN_EMAIL: "operator@example.com",
  ADMIN_PASSWORD: "correct horse battery",
};

const MAIN = join(__dirname, "..", "..", "dist", "main.js");

/** The built server, as a process of its own. */
export function runServer(variables: Readonly<Record<string, string>>): Promise<AppProcess> {
  return runProcess(MAIN, variables);
}
