import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

export interface RawAnswer {
  readonly status: number;
  /** Status line and headers. */
  readonly head: string;
  readonly body: string;
}

/**
 * Sends `GET /whoami` with header lines as bytes, for what node's own client refuses to send: each character of a
 * line becomes one byte.
 */
export async function rawRequest(app: RequestListener, lines: readonly string[]): Promise<RawAnswer> {
  const server = createServer({ maxHeaderSize: 65_536 }, app).listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
    const all = ["GET /whoami HTTP/1.1", "Host: test", "Connection: close", ...lines, "", ""];
    socket.end(Buffer.from(all.join("\r\n"), "latin1"));
    return parse(await text(socket));
  } finally {
    server.close();
    await once(server, "close");
  }
}

function parse(answer: string): RawAnswer {
  const [head = "", body = ""] = answer.split("\r\n\r\n");
  return { status: Number(head.split(" ")[1]), head, body };
}
