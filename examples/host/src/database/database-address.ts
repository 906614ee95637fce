import { join, resolve } from "node:path";

/** Where the database is. */
export type DatabaseAddress =
  | { readonly engine: "sqlite"; readonly file: string }
  | { readonly engine: "mysql" | "postgres"; readonly url: string };

const SERVERS: Readonly<Record<string, "mysql" | "postgres">> = {
  "mysql:": "mysql",
  "postgres:": "postgres",
  "postgresql:": "postgres",
};
const SQLITE = "sqlite:";

/** Reads `DATABASE_URL`; without one, a SQLite file in the data folder. */
export function databaseAddress(url: string | undefined, dataFolder: string): DatabaseAddress {
  if (url === undefined) return { engine: "sqlite", file: join(dataFolder, "latchkey.sqlite") };
  if (url.startsWith(SQLITE) && url.length > SQLITE.length) {
    return { engine: "sqlite", file: resolve(url.slice(SQLITE.length)) };
  }
  const engine = URL.canParse(url) ? SERVERS[new URL(url).protocol] : undefined;
  if (engine !== undefined) return { engine, url };
  // The value is not repeated: it may hold a password.
  throw new Error(
    "DATABASE_URL must begin with mysql://, postgres:// or sqlite: followed by the path of a file.",
  );
}
