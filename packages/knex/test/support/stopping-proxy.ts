import { connect, createServer, type Server, type Socket } from "node:net";
import type { AddressInfo } from "node:net";

/** Stands between a client and a server, and can stop moving bytes without closing anything, as a stopped server does. */
export interface StoppingProxy {
  readonly port: number;
  stop(): void;
  resume(): void;
  close(): Promise<void>;
}

export async function stoppingProxy(target: { host: string; port: number }): Promise<StoppingProxy> {
  const sockets = new Set<Socket>();
  let stopped = false;
  const server = createServer((client) => {
    const upstream = connect(target);
    join(client, upstream);
    join(upstream, client);
  });

  function join(from: Socket, to: Socket): void {
    sockets.add(from);
    from.on("error", () => to.destroy());
    from.on("close", () => {
      sockets.delete(from);
      to.destroy();
    });
    from.on("data", (bytes) => to.write(bytes));
    if (stopped) from.pause();
  }

  await listening(server);
  return {
    port: (server.address() as AddressInfo).port,
    stop() {
      stopped = true;
      for (const socket of sockets) socket.pause();
    },
    resume() {
      stopped = false;
      for (const socket of sockets) socket.resume();
    },
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function listening(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
}
