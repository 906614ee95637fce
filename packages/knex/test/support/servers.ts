import { connect } from "node:net";

/** A database server that tests need, and the variable that says where it is. */
export interface Server {
  readonly title: string;
  readonly variable: string;
  readonly url: URL;
}

/** The servers by the names that `LATCHKEY_TEST_REACHABLE` lists. */
export const SERVERS = {
  mysql: {
    title: "MariaDB/MySQL",
    variable: "TEST_MYSQL_URL",
    url: new URL(process.env.TEST_MYSQL_URL || "mysql://root@127.0.0.1:3306"),
  },
  postgres: {
    title: "PostgreSQL",
    variable: "TEST_PG_URL",
    url: new URL(process.env.TEST_PG_URL || "postgres://postgres@127.0.0.1:5432/postgres"),
  },
} satisfies Record<string, Server>;

export type ServerName = keyof typeof SERVERS;

const DEFAULT_PORTS: Record<string, number> = { "mysql:": 3306, "postgres:": 5432, "postgresql:": 5432 };

/** Where the server listens. */
export function addressOf({ url }: Server): { host: string; port: number } {
  return { host: url.hostname, port: Number(url.port) || (DEFAULT_PORTS[url.protocol] ?? 0) };
}

/** Whether tests of this server run: on CI always, so that a server that is away is a failure there. */
export function isTested(name: ServerName): boolean {
  return process.env.CI === "true" || (process.env.LATCHKEY_TEST_REACHABLE ?? "").split(",").includes(name);
}

const PATIENCE_MS = 2_000;

/** Finds out once, before any test file is loaded, which servers answer, and says loudly which are not tested. */
export default async function findServers(): Promise<void> {
  const names = Object.keys(SERVERS) as ServerName[];
  const answers = await Promise.all(names.map((name) => answersAt(SERVERS[name])));
  process.env.LATCHKEY_TEST_REACHABLE = names.filter((_, index) => answers[index]).join(",");
  for (const name of names.filter((name) => !isTested(name))) process.stderr.write(banner(SERVERS[name]));
}

function answersAt(server: Server): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(addressOf(server));
    const settle = (answers: boolean) => {
      socket.destroy();
      resolve(answers);
    };
    socket.setTimeout(PATIENCE_MS, () => settle(false));
    socket.once("connect", () => settle(true));
    socket.once("error", () => settle(false));
  });
}

function banner(server: Server): string {
  const { host, port } = addressOf(server);
  const lines = [
    `NOT TESTED: ${server.title}. Nothing answers at ${host}:${port}.`,
    `Start one there, or set ${server.variable}=${server.url.protocol}//user:password@host:port`,
  ];
  const edge = "!".repeat(Math.max(...lines.map((line) => line.length)) + 4);
  return `\n${[edge, ...lines.map((line) => `! ${line.padEnd(edge.length - 4)} !`), edge].join("\n")}\n\n`;
}
