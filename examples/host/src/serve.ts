import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** An app that answers requests. */
export interface Served {
  /** `http://localhost:3000` */
  readonly address: string;
  /** Lets the requests under way come to their end. */
  close(): Promise<void>;
}

const PATIENCE_MS = 5_000;

/** Listens at a port; at any that is free, if it is 0. */
export async function serve(app: RequestListener, port: number): Promise<Served> {
  const server = await listen(createServer(app), port);
  const address = `http://localhost:${(server.address() as AddressInfo).port}`;
  return { address, close: () => close(server) };
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
