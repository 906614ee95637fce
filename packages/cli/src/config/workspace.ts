import type { Keyring } from "@latchkey/core";
import type { Knex } from "knex";

import { CliError } from "../cli-error.js";
import type { World } from "../world.js";
import { findConfig } from "./find-config.js";
import { loadConfig, type Config } from "./load-config.js";
import { openDatabase } from "./open-database.js";

/** What was said on the command line of where to work. */
export interface Place {
  readonly config?: string;
  readonly tablePrefix?: string;
}

/** The database to work on. */
export interface Database {
  readonly db: Knex;
  readonly tablePrefix: string;
}

/** What commands work on; opened when it is first asked for. */
export interface Workspace {
  /** Null where there is no latchkey.config.js. */
  config(): Promise<Config | null>;
  /** The application's keyring; without one there is nothing to do. */
  keyring(): Promise<Keyring>;
  /** The application's database, or that of `DATABASE_URL`. */
  database(): Promise<Database>;
  /** Another database, closed together with the rest. */
  openUrl(variable: string): Knex;
  close(): Promise<void>;
}

const TABLE_PREFIX = "latchkey_";

export function openWorkspace(world: World, { config: named, tablePrefix }: Place): Workspace {
  const opened: Knex[] = [];
  let loading: Promise<Config | null> | undefined;

  function config(): Promise<Config | null> {
    loading ??= load();
    return loading;
  }

  async function load(): Promise<Config | null> {
    const file = findConfig(world.folder, named);
    return file === null ? null : loadConfig(world, file);
  }

  function openUrl(variable: string): Knex {
    const db = openDatabase(world.environment[variable], variable, world.folder);
    opened.push(db);
    return db;
  }

  return {
    config,
    openUrl,
    async keyring() {
      const found = await config();
      if (found !== null) return found.keyring;
      throw new CliError(
        "configuration",
        "There is no latchkey.config.js here or in a folder above.",
        "Run `latchkey init` in your app's folder, or name the file with --config.",
      );
    },
    async database() {
      const found = await config();
      const db = found?.db ?? openUrl("DATABASE_URL");
      return { db, tablePrefix: tablePrefix ?? found?.tablePrefix ?? TABLE_PREFIX };
    },
    async close() {
      const found = await loading?.catch(() => null);
      await found?.keyring.close();
      if (found?.db !== undefined) opened.push(found.db);
      await Promise.all(opened.map((db) => db.destroy()));
    },
  };
}
