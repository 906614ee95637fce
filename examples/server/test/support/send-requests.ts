import { connect } from "node:net";

/** As many are under way at once. */
const AT_ONCE = 100;
const STATUS = /HTTP\/1\.1 (\d{3}) /g;

/** Sends a GET request with each of these tokens over one connection, and counts what was answered. */
export function sendRequests(
  port: number,
  tokens: readonly string[],
): Promise<Readonly<Record<string, number>>> {
  const answers: Record<string, number> = {};
  const socket = connect(port, "127.0.0.1").setEncoding("latin1");
  let sent = 0;
  let open = 0;
  let text = "";

  function send(): void {
    const some = tokens.slice(sent, sent + AT_ONCE);
    if (some.length === 0) return void socket.end();
    sent += some.length;
    open = some.length;
    text = "";
    socket.write(some.map(requestWith).join(""));
  }

  socket.on("data", (more: string) => {
    text += more;
    const found = [...text.matchAll(STATUS)];
    // The last answer is whole with its body.
    if (found.length < open || !text.endsWith("[]")) return;
    for (const [, status = ""] of found) answers[status] = (answers[status] ?? 0) + 1;
    send();
  });
  return new Promise((resolve, reject) => {
    socket
      .once("connect", send)
      .once("error", reject)
      .once("close", () => resolve(answers));
  });
}

function requestWith(token: string): string {
  return `GET / HTTP/1.1\r\nHost: test\r\nx-api-key: ${token}\r\n\r\n`;
}
