import { connect } from "node:net";

/** A database server that tests need, and the variable that says where it is. */
const SERVERS = {
  mysql: {
    variable: "TEST_MYSQL_URL",
    url: new URL(process.env.TEST_MYSQL_URL || "mysql://root@127.0.0.1:3306"),
    port: 3306,
  },
  postgres: {
    variable: "TEST_PG_URL",
    url: new URL(process.env.TEST_PG_URL || "postgres://postgres@127.0.0.1:5432/postgres"),
    port: 5432,
  },
};

export type ServerName = keyof typeof SERVERS;

export function urlOf(name: ServerName): URL {
  return SERVERS[name].url;
}

/** Whether tests of this server run: on CI always, so that a server that is away is a failure there. */
export function isTested(name: ServerName): boolean {
  return process.env.CI === "true" || (process.env.LATCHKEY_TEST_REACHABLE ?? "").split(",").includes(name);
}

const PATIENCE_MS = 2_000;

/** Finds out once, before any test file is loaded, which servers answer, and says which are not tested. */
export default async function findServers(): Promise<void> {
  const names = Object.keys(SERVERS) as ServerName[];
  const answers = await Promise.all(names.map(doesAnswer));
  process.env.LATCHKEY_TEST_REACHABLE = names.filter((_, index) => answers[index]).join(",");
  for (const name of names.filter((name) => !isTested(name)))
    process.stderr.write(
      `NOT TESTED: ${name}. Nothing answers at ${urlOf(name).host}; set ${SERVERS[name].variable}.\n`,
    );
}

function doesAnswer(name: ServerName): Promise<boolean> {
  const { url, port } = SERVERS[name];
  return new Promise((resolve) => {
    const socket = connect({ host: url.hostname, port: Number(url.port) || port });
    const settle = (answers: boolean) => {
      socket.destroy();
      resolve(answers);
    };
    socket.setTimeout(PATIENCE_MS, () => settle(false));
    socket.once("connect", () => settle(true));
    socket.once("error", () => settle(false));
  });
}
