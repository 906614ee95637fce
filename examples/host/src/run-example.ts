import type { Example } from "./example.js";
import { startExample, type RunningExample } from "./start-example.js";

const OLDEST_NODE = 22;

/**
 * Runs an example as this process: its environment is the process's, what it has to say is printed, and SIGINT and
 * SIGTERM stop it. One that cannot start says why, and the process ends with 1.
 */
export async function runExample<Secret extends string>(example: Example<Secret>): Promise<void> {
  try {
    requireNode();
    const running = await startExample(example, process.env);
    stopOnSignals(example.name, running);
    console.log(running.printed.join("\n"));
  } catch (error) {
    fail(`The ${example.name} did not start.`, error);
  }
}

/** An older Node ends without a word as soon as better-sqlite3 is loaded. */
function requireNode(): void {
  if (Number.parseInt(process.versions.node) >= OLDEST_NODE) return;
  throw new Error(
    `It needs Node ${OLDEST_NODE} or newer, and this is ${process.versions.node}. Use: npm start`,
  );
}

/** A terminal signals the whole process group, and npm passes its signal on, so that one stop arrives twice. */
function stopOnSignals(name: string, running: RunningExample): void {
  const stop = () => running.stop().catch((error: unknown) => fail(`The ${name} did not stop well.`, error));
  let stopped: Promise<void> | undefined;
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => void (stopped ??= stop()));
}

function fail(what: string, error: unknown): void {
  console.error(`${what} ${reasonOf(error)}`);
  process.exitCode = 1;
}

/** Drivers leave the message of a refused connection empty. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message || `${(error as NodeJS.ErrnoException).code ?? error.name}`;
}
