import { createServer, type IncomingHttpHeaders, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

import { atTheEnd } from "@latchkey/example-host/testing";

/** A request as it arrived. */
export interface Recorded {
  /** `"GET /bundles"` */
  readonly request: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A server that notes what is asked of it. */
export interface Recorder {
  /** Host and port. */
  readonly address: string;
  readonly requests: Recorded[];
  /** How many connections were made to it. */
  connections(): number;
}

const FINE: RequestListener = (_req, res) => res.end("from the service");

/** Starts one, which stops when the test file has ended. */
export async function startRecorder(answer: RequestListener = FINE): Promise<Recorder> {
  const requests: Recorded[] = [];
  let connections = 0;
  const server = createServer((req, res) => {
    void text(req).then((body) => {
      requests.push({ request: `${req.method} ${req.url}`, headers: req.headers, body });
      answer(req, res);
    });
  });
  server.on("connection", () => void connections++);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  atTheEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    connections: () => connections,
  };
}
