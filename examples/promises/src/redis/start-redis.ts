import { createClient } from "redis";

import { freePort } from "../processes/free-port.ts";
import { startPrivateServer, type PrivateServer } from "../processes/private-server.ts";
import { requiredProgram } from "../processes/required-program.ts";
import { scratchFolder } from "../processes/scratch-folder.ts";

export const REDIS_PROGRAMS = ["redis-server"];

export interface Redis extends PrivateServer {
  readonly url: string;
  /** Runs one command on a connection of its own. */
  command(...words: readonly string[]): Promise<unknown>;
  remove(): Promise<void>;
}

/** A Redis server on loopback that keeps nothing. */
export async function startRedis(): Promise<Redis> {
  const folder = scratchFolder();
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  const command = (...words: readonly string[]) => runCommand(url, words);
  const server = await startPrivateServer({
    name: "Redis",
    program: requiredProgram("redis-server"),
    args: ["--port", `${port}`, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder.path],
    ready: () => command("PING"),
  });
  return { url, ...server, command, remove: () => server.kill().finally(() => folder.remove()) };
}

async function runCommand(url: string, words: readonly string[]): Promise<unknown> {
  const client = createClient({ url, socket: { reconnectStrategy: false, connectTimeout: 2_000 } });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await client.sendCommand([...words]);
  } finally {
    client.destroy();
  }
}
