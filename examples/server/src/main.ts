import { fileURLToPath } from "node:url";

import { readConfig } from "./config.js";
import { startServer, type RunningServer } from "./server.js";
import { welcome } from "./welcome.js";

const DATA_FOLDER = fileURLToPath(new URL("../data/", import.meta.url));
const OLDEST_NODE = 22;

try {
  requireNode();
  const config = readConfig(process.env, DATA_FOLDER);
  const server = await startServer(config);
  stopOnSignals(server);
  console.log(welcome(server.address, config, server.first));
} catch (error) {
  console.error(`The example server did not start. ${reasonOf(error)}`);
  process.exitCode = 1;
}

/** An older Node ends without a word as soon as better-sqlite3 is loaded. */
function requireNode(): void {
  if (Number.parseInt(process.versions.node) >= OLDEST_NODE) return;
  throw new Error(
    `It needs Node ${OLDEST_NODE} or newer, and this is ${process.versions.node}. Use: npm start`,
  );
}

/** A terminal signals the whole process group, and npm passes its signal on, so that one stop arrives twice. */
function stopOnSignals(server: RunningServer): void {
  let stopped: Promise<void> | undefined;
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => void (stopped ??= server.stop()));
}

/** Drivers leave the message of a refused connection empty. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message || `${(error as NodeJS.ErrnoException).code ?? error.name}`;
}
