import { once } from "node:events";
import { createServer } from "node:http";
import { connect, type AddressInfo } from "node:net";

import type { Express } from "express";

const REQUESTS = 40;

/** Asks for something many times over so many connections, and goes away before all of it is there. */
export async function abandon(app: Express, path: string, connections: number): Promise<void> {
  const server = createServer(app).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const socket = connect(port, "127.0.0.1");
      socket.write(`GET ${path} HTTP/1.1\r\nHost: test\r\n\r\n`.repeat(REQUESTS));
      await once(socket, "data");
      socket.destroy();
      await once(socket, "close");
    }),
  );
  server.closeAllConnections();
  server.close();
  await once(server, "close");
}
