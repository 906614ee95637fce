import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import type { Express } from "express";

export interface Listening {
  /** `http://127.0.0.1:40123` */
  readonly address: string;
  stop(): void;
}

/** Serves an application on this machine, at a port of its own. */
export async function listen(app: Express): Promise<Listening> {
  const server = createServer(app).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  return { address: `http://127.0.0.1:${port}`, stop };
}
