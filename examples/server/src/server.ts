import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { createApp } from "./app.js";
import { openBackend, type Backend } from "./backend.js";
import type { Config } from "./config.js";
import { firstStart, type FirstStart } from "./first-start.js";

/** A server that answers requests. */
export interface RunningServer {
  /** `http://localhost:3000` */
  readonly address: string;
  /** What there is to show when the database was empty. */
  readonly first: FirstStart | null;
  /** Lets the requests under way come to their end, then writes what is left to write and closes the database. */
  stop(): Promise<void>;
}

const PATIENCE_MS = 5_000;

/** Brings the database up to date, listens, and fills the database when it is empty. */
export async function startServer(config: Config): Promise<RunningServer> {
  const backend = openBackend(config);
  try {
    await backend.start();
    return await serve(backend, config);
  } catch (error) {
    await backend.close();
    throw error;
  }
}

/** The port comes first: were it taken, the token of a first start would be made and never shown. */
async function serve(backend: Backend, { port, sessionSecret, operator }: Config): Promise<RunningServer> {
  const { db, keyring } = backend;
  const server = await listen(createServer(createApp({ db, keyring, sessionSecret })), port);
  try {
    const first = await firstStart(db, keyring, operator);
    const address = `http://localhost:${(server.address() as AddressInfo).port}`;
    return { address, first, stop: () => close(server).finally(() => backend.close()) };
  } catch (error) {
    await close(server);
    throw error;
  }
}

function listen(server: Server, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, () => resolve(server));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    setTimeout(() => server.closeAllConnections(), PATIENCE_MS).unref();
  });
}
