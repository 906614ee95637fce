import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import express from "express";

/** A running one. */
export interface Service {
  readonly address: string;
  close(): Promise<void>;
}

/**
 * Starts a service that knows nothing of API keys: it believes what nginx tells it, so nobody else may reach it. It
 * answers every request with what it was told.
 */
export async function startService(port: number): Promise<Service> {
  const app = express();
  app.disable("x-powered-by");
  app.use((req, res) => {
    const told = (name: string) => decodeURIComponent(req.get(name) ?? "") || null;
    const heard = {
      request: `${req.method} ${req.url}`,
      key_id: told("X-Latchkey-Key-Id"),
      owner_id: told("X-Latchkey-Owner-Id"),
      org_id: told("X-Latchkey-Org-Id"),
      project_id: told("X-Latchkey-Project-Id"),
    };
    res.type("json").send(`${JSON.stringify(heard)}\n`);
  });

  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { address, close };
}
