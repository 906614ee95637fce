import { basename } from "node:path";

import type { Keyring } from "@latchkey/core";
import type { Knex } from "knex";

import { CliError } from "../cli-error.js";
import { withoutTokens } from "../output/without-tokens.js";
import type { World } from "../world.js";

/** What the application's latchkey.config.js exports. */
export interface Config {
  readonly file: string;
  readonly keyring: Keyring;
  readonly db?: Knex | undefined;
  readonly tablePrefix?: string | undefined;
  /** The Express app, for doctor to look at. */
  readonly app?: { get(setting: string): unknown } | undefined;
}

/** Loads the file and checks what it exports, by name or as one default object. */
export async function loadConfig(world: World, file: string): Promise<Config> {
  const exported = await exportsOf(world, file);
  const keyring = await exported["keyring"];
  if (!isKeyring(keyring)) throw noKeyring(file);
  const { db, tablePrefix, app } = exported;
  return {
    file,
    keyring,
    db: isCallable(db, "destroy") ? (db as Knex) : undefined,
    tablePrefix: typeof tablePrefix === "string" ? tablePrefix : undefined,
    app: isCallable(app, "get") ? (app as Config["app"]) : undefined,
  };
}

type Exported = Readonly<Record<string, unknown>>;

/** Of CommonJS everything is in `default`, and what Node could read out of the text besides. */
async function exportsOf(world: World, file: string): Promise<Exported> {
  try {
    const loaded = (await world.load(file)) as Exported;
    const fallback = loaded["default"];
    return { ...(typeof fallback === "object" ? fallback : {}), ...loaded };
  } catch (error) {
    throw notLoaded(file, error);
  }
}

function isKeyring(value: unknown): value is Keyring {
  return METHODS.every((method) => isCallable(value, method));
}

const METHODS = ["create", "list", "get", "update", "start", "close"] satisfies (keyof Keyring)[];

function isCallable(value: unknown, method: string): boolean {
  return typeof (value as Exported | null | undefined)?.[method] === "function";
}

function noKeyring(file: string): CliError {
  return new CliError(
    "configuration",
    `${basename(file)} exports no keyring.`,
    "Export what createKeyring() gives as `keyring`, and knex as `db`.",
  );
}

/** The first line: below it are stacks, and what was required by whom. */
function notLoaded(file: string, error: unknown): CliError {
  const message =
    error instanceof Error || typeof error === "object" ? (error as Error | null)?.message : undefined;
  const [first = ""] = String(message ?? "it threw what is not an error").split("\n", 1);
  const missing = /Cannot find (?:module|package) '([@\w/.-]+)'/.exec(first)?.[1];
  return new CliError(
    "configuration",
    `${basename(file)} could not be loaded: ${withoutTokens(first)}`,
    missing !== undefined && !missing.startsWith(".") && !missing.startsWith("/")
      ? `npm install ${missing}`
      : "Put it right; `node " + basename(file) + "` shows where it fails.",
  );
}
