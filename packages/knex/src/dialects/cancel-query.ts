import { connect } from "node:net";

/** What pg's client knows of its connection. */
export interface PostgresConnection {
  readonly host?: string;
  readonly port?: number;
  readonly processID?: number | null;
  readonly secretKey?: number | null;
  end?(): Promise<void>;
}

const CANCEL_REQUEST = 80_877_102;
const PATIENCE_MS = 2_000;

/**
 * Asks the server to give up the statement of a connection: a CancelRequest on a connection of its own, as PostgreSQL's
 * protocol has it (section "Canceling Requests in Progress"). Nothing answers it, so nothing is waited for.
 */
export function cancelQuery({
  host = "localhost",
  port = 5432,
  processID,
  secretKey,
}: PostgresConnection): void {
  if (typeof processID !== "number" || typeof secretKey !== "number") return;
  const socket = connect(host.startsWith("/") ? { path: `${host}/.s.PGSQL.${port}` } : { host, port });
  socket.setTimeout(PATIENCE_MS, () => socket.destroy());
  socket.on("error", () => socket.destroy());
  socket.end(cancelRequest(processID, secretKey));
  socket.unref();
}

function cancelRequest(processID: number, secretKey: number): Buffer {
  const message = Buffer.alloc(16);
  [message.length, CANCEL_REQUEST, processID, secretKey].forEach((value, index) =>
    message.writeInt32BE(value, 4 * index),
  );
  return message;
}
