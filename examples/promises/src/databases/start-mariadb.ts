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

export const MARIADB_PROGRAMS = ["mariadb-install-db", "mariadbd"];

const NAME = "latchkey";

/** A MariaDB server on loopback, with the durability it has by default. */
export async function startMariadb(): Promise<Database> {
  const account = accountOf("mysql");
  const folder = scratchFolder();
  try {
    const data = await installedData(folder.path, account);
    const port = await freePort();
    const connection = { host: "127.0.0.1", port, user: "root", charset: "utf8mb4" };
    const server = await startPrivateServer({
      name: "MariaDB",
      program: requiredProgram("mariadbd"),
      args: [
        "--no-defaults",
        `--datadir=${data}`,
        `--port=${port}`,
        "--bind-address=127.0.0.1",
        `--socket=${join(data, "socket")}`,
        `--pid-file=${join(data, "pid")}`,
        "--innodb-buffer-pool-size=64M",
        "--skip-name-resolve",
      ],
      account,
      ready: () => runStatement({ client: "mysql2", connection }, "select 1"),
    });
    await runStatement({ client: "mysql2", connection }, `create database ${NAME} character set utf8mb4`);
    return {
      engine: "mariadb",
      url: `mysql://root@127.0.0.1:${port}/${NAME}`,
      config: { client: "mysql2", connection: { ...connection, database: NAME } },
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
  const args = [
    "--no-defaults",
    `--datadir=${data}`,
    "--auth-root-authentication-method=normal",
    "--skip-test-db",
  ];
  await runToEnd(requiredProgram("mariadb-install-db"), args, { account });
  return data;
}
