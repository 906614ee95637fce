import { existsSync } from "node:fs";
import { resolve } from "node:path";

import knexPkg, { type Knex } from "knex";

import { CliError } from "../cli-error.js";

/** knex's `client` by what a URL begins with. */
const CLIENTS: Readonly<Record<string, string>> = {
  "mysql:": "mysql2",
  "mariadb:": "mysql2",
  "postgres:": "pg",
  "postgresql:": "pg",
};

/** Opens the database that a variable names: a server's URL, or the path of a SQLite file. Nothing is asked of it yet. */
export function openDatabase(url: string | undefined, variable: string, folder: string): Knex {
  if (url === undefined || url === "") throw unset(variable);
  return knexPkg.knex({ ...configOf(url, variable, folder), log: SILENT, acquireConnectionTimeout: 10_000 });
}

function configOf(url: string, variable: string, folder: string): Knex.Config {
  const file = sqliteFile(url);
  if (file !== undefined) return sqliteConfig(resolve(folder, file), variable);
  const client = URL.canParse(url) ? CLIENTS[new URL(url).protocol] : undefined;
  if (client === undefined) throw unknown(variable);
  const connection = url.replace(/^mariadb:/, "mysql:");
  return { client, connection, pool: { min: 0, max: 2 } };
}

/** `sqlite:` and a path, or a path alone. A drive's letter is no protocol. */
function sqliteFile(url: string): string | undefined {
  if (/^sqlite:/.test(url)) return url.replace(/^sqlite:(?:\/\/)?/, "");
  return /^[a-z][a-z0-9+.-]+:/i.test(url) ? undefined : url;
}

/** better-sqlite3 would make an empty file of a path with a mistake in it. */
function sqliteConfig(filename: string, variable: string): Knex.Config {
  if (!existsSync(filename))
    throw new CliError(
      "configuration",
      `There is no SQLite file ${filename}.`,
      `Correct ${variable}, or make an empty file there to begin with.`,
    );
  return {
    client: "better-sqlite3",
    connection: { filename },
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
  };
}

const SILENT = { debug() {}, deprecate() {}, error() {}, warn() {} };

function unset(variable: string): CliError {
  return new CliError(
    "configuration",
    variable === "DATABASE_URL"
      ? "There is neither a latchkey.config.js that exports `db` nor a DATABASE_URL."
      : `The variable ${variable} is not set.`,
    `Set ${variable} to mysql://…, postgres://… or the path of a SQLite file.`,
  );
}

/** The value is not repeated: it may hold a password. */
function unknown(variable: string): CliError {
  return new CliError(
    "configuration",
    `${variable} names no database that Latchkey knows.`,
    "It begins with mysql:// or postgres://, or is the path of a SQLite file.",
  );
}
