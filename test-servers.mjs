// Which servers the tests can reach: MariaDB, PostgreSQL and Redis on loopback, unless a variable points elsewhere.
import { connect } from "node:net";

const SERVERS = [
  { name: "mysql", url: process.env.TEST_MYSQL_URL || "mysql://127.0.0.1:3306" },
  { name: "postgres", url: process.env.TEST_PG_URL || "postgres://127.0.0.1:5432" },
  { name: "redis", url: process.env.TEST_REDIS_URL || "redis://127.0.0.1:6379" },
];
const DEFAULT_PORTS = {
  "mysql:": 3306,
  "postgres:": 5432,
  "postgresql:": 5432,
  "redis:": 6379,
  "rediss:": 6379,
};
const PATIENCE_MS = 2000;

/**
 * A globalSetup for Jest: leaves the names of the servers in LATCHKEY_TEST_REACHABLE, for tests that need them to run
 * or to be skipped by. In CI nothing is skipped.
 */
export default async function probeServers() {
  const reachable = await reachableServers();
  const away = SERVERS.filter(({ name }) => !reachable.includes(name)).map(({ url }) => new URL(url).host);
  if (away.length > 0 && process.env.CI === "true")
    throw new Error(`no server answers at ${away.join(", ")}`);
  for (const host of away) console.warn(`SKIPPED: what needs the server at ${host}, which does not answer`);
  process.env.LATCHKEY_TEST_REACHABLE = reachable.join(",");
}

/** The names of those that accept a connection. */
export async function reachableServers() {
  const accepted = await Promise.all(SERVERS.map(({ url }) => accepts(new URL(url))));
  return SERVERS.filter((_, index) => accepted[index]).map(({ name }) => name);
}

function accepts(url) {
  return new Promise((resolve) => {
    const socket = connect({ host: url.hostname, port: Number(url.port) || DEFAULT_PORTS[url.protocol] });
    const settle = (accepted) => {
      socket.destroy();
      resolve(accepted);
    };
    socket.setTimeout(PATIENCE_MS, () => settle(false));
    socket.once("connect", () => settle(true));
    socket.once("error", () => settle(false));
  });
}
