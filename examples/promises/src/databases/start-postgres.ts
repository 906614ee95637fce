import { chownSync, mkdirSync } from "node:fs";
import { join } from "node:path";

import { accountOf, type Account } from "../processes/account.ts";
import { freePort } from "../processes/free-port.ts";
import { startPrivateServer } from "../processes/private-server.ts";
import { requiredProgram } from "../processes/required-program.ts";
import { runToEnd } from "../processes/run-to-end.ts";
import { scratchFolder } from "../processes/scratch-folder.ts";
import type { Database } from "./database.ts";
import { runStatement } from "./run-statement.ts";

export const POSTGRES_PROGRAMS = ["initdb", "postgres"];

const USER = "latchkey";

/** A PostgreSQL server on loopback, with the durability it has by default. */
export async function startPostgres(): Promise<Database> {
  const account = accountOf("postgres");
  const folder = scratchFolder();
  try {
    const data = await installedData(folder.path, account);
    const port = await freePort();
    const connection = { host: "127.0.0.1", port, user: USER, database: "postgres" };
    const config = { client: "pg", connection };
    const server = await startPrivateServer({
      name: "PostgreSQL",
      program: requiredProgram("postgres"),
      args: [
        "-D",
        data,
        "-p",
        `${port}`,
        "-c",
        "listen_addresses=127.0.0.1",
        "-c",
        "unix_socket_directories=",
      ],
      account,
      ready: () => runStatement(config, "select 1"),
    });
    return {
      engine: "postgres",
      url: `postgres://${USER}@127.0.0.1:${port}/postgres`,
      config,
      ...server,
      remove: () => server.kill().finally(() => folder.remove()),
    };
  } catch (error) {
    folder.remove();
    throw error;
  }
}

async function installedData(folder: string, account: Account): Promise<string> {
  const data = join(folder, "data");
  mkdirSync(data);
  if (account.uid !== undefined) chownSync(data, account.uid, account.gid ?? account.uid);
  const args = ["-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"];
  await runToEnd(requiredProgram("initdb"), args, { account });
  return data;
}
