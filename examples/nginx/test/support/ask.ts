import { connect } from "node:net";
import { text } from "node:stream/consumers";

export interface Answer {
  readonly status: number;
  /** By their names in lower case, each with all its values. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly body: string;
}

/**
 * Sends a request as it stands here, `"GET /bundles"`, with header lines that no client would send by itself; one of
 * `HTTP/1.0` names no host.
 */
export async function ask(
  address: string,
  request: string,
  lines: readonly string[] = [],
  body = "",
): Promise<Answer> {
  const { hostname: host, port } = new URL(`http://${address}`);
  const socket = connect({ host, port: Number(port) });
  const length = body === "" ? [] : [`Content-Length: ${Buffer.byteLength(body)}`];
  const first = request.endsWith(" HTTP/1.0") ? [request] : [`${request} HTTP/1.1`, "Host: api.example"];
  const head = [...first, "Connection: close", ...length, ...lines, "", ""];
  socket.write(head.join("\r\n") + body);
  return answerOf(await text(socket));
}

function answerOf(received: string): Answer {
  const end = received.indexOf("\r\n\r\n");
  const [statusLine = "", ...fields] = received.slice(0, end).split("\r\n");
  const headers: Record<string, string[]> = {};
  for (const field of fields) {
    const colon = field.indexOf(":");
    (headers[field.slice(0, colon).toLowerCase()] ??= []).push(field.slice(colon + 1).trim());
  }
  return { status: Number(statusLine.split(" ")[1]), headers, body: received.slice(end + 4) };
}
