import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { startApp, type StartedApp } from "../../support/start-app.js";

export interface ServedApp extends StartedApp {
  /** `http://127.0.0.1:40123` */
  readonly address: string;
}

/** The application after its first start, at a port of its own. */
export async function serveApp(): Promise<ServedApp> {
  const started = await startApp();
  const server = createServer(started.app).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.close();
    server.closeAllConnections();
    await started.close();
  };
  return { ...started, address: `http://127.0.0.1:${port}`, close };
}
