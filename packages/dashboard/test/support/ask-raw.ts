import { once } from "node:events";
import {
  createServer,
  request,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
} from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

import type { Express } from "express";

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Asks for a path exactly as it is written, which clients that parse addresses would tidy up. */
export async function askRaw(
  app: Express,
  path: string,
  headers: OutgoingHttpHeaders = {},
): Promise<RawAnswer> {
  const server = createServer(app).listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    const { port } = server.address() as AddressInfo;
    const asked = request({ host: "127.0.0.1", port, path, headers, agent: false }).end();
    const [answer] = (await once(asked, "response")) as [IncomingMessage];
    return { status: answer.statusCode ?? 0, headers: answer.headers, body: await text(answer) };
  } finally {
    server.close();
  }
}
