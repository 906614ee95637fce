import { createClient } from "redis";

import { freePort } from "../processes/free-port.ts";
import { startPrivateServer, type PrivateServer } from "../processes/private-server.ts";
import { requiredProgram } from "../processes/required-program.ts";
import { scratchFolder } from "../processes/scratch-folder.ts";

export const REDIS_PROGRAMS = ["redis-server"];

export type Command = (...words: readonly string[]) => Promise<unknown>;

export interface Redis extends PrivateServer {
  readonly url: string;
  /** Runs commands on a connection of their own. */
  session<T>(work: (command: Command) => Promise<T>): Promise<T>;
  remove(): Promise<void>;
}

/** A Redis server on loopback that keeps nothing. */
export async function startRedis(): Promise<Redis> {
  const folder = scratchFolder();
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  const server = await startPrivateServer({
    name: "Redis",
    program: requiredProgram("redis-server"),
    args: [
      "--port",
      `${port}`,
      "--bind",
      "127.0.0.1",
      "--save",
      "",
      "--appendonly",
      "no",
      "--dir",
      folder.path,
    ],
    ready: () => session(url, (command) => command("PING")),
  });
  return {
    url,
    ...server,
    session: (work) => session(url, work),
    remove: () => server.kill().finally(() => folder.remove()),
  };
}

async function session<T>(url: string, work: (command: Command) => Promise<T>): Promise<T> {
  const client = createClient({ url, socket: { reconnectStrategy: false, connectTimeout: 2_000 } });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work((...words) => client.sendCommand([...words]));
  } finally {
    client.destroy();
  }
}
