import { openDatabase } from "./database/open-database.js";
import type { Environment } from "./environment.js";
import type { Example, OpenExample } from "./example.js";
import { readSettings, type Settings } from "./read-settings.js";
import { serve } from "./serve.js";

/** An example that answers requests. */
export interface RunningExample {
  /** `http://localhost:3000` */
  readonly address: string;
  /** The lines that say so, and at the first start what is shown once. */
  readonly printed: readonly string[];
  /** Lets the requests under way come to their end, then closes the example and its database. */
  stop(): Promise<void>;
}

/** Brings the database up to date, listens, and fills the database when it is empty. */
export async function startExample<Secret extends string>(
  example: Example<Secret>,
  environment: Environment,
): Promise<RunningExample> {
  const settings = await readSettings(example, environment);
  const opened = await open(example, settings);
  try {
    await opened.start();
    return await answer(example.name, opened, settings.port);
  } catch (error) {
    // What goes wrong in closing now is a consequence of that.
    await opened.close().catch(() => undefined);
    throw error;
  }
}

/** The example over its database, which is closed with it. */
async function open<Secret extends string>(
  example: Example<Secret>,
  { database, secrets, environment, fileOf }: Settings<Secret>,
): Promise<OpenExample> {
  const db = openDatabase(database);
  try {
    const opened = await example.open({ db, secrets, environment, fileOf });
    return { ...opened, close: () => opened.close().finally(() => db.destroy()) };
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

/** The port comes first: were it taken, the token of a first start would be made and never shown. */
async function answer(name: string, example: OpenExample, port: number): Promise<RunningExample> {
  const { address, close } = await serve(example.app, port);
  try {
    const first = await example.firstStart(address);
    const greeting = example.greeting?.(address) ?? [];
    const printed = [`The ${name} answers at ${address}`, ...greeting, ...(first ? once(first) : [])];
    let stopped: Promise<void> | undefined;
    return { address, printed, stop: () => (stopped ??= close().finally(() => example.close())) };
  } catch (error) {
    await close();
    throw error;
  }
}

function once(lines: readonly string[]): readonly string[] {
  return ["", "This is the first start. What follows is shown this once:", ...lines, ""];
}
