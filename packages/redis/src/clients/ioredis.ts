import type { LinkListener, RedisLink } from "./redis-link.js";

/** What is used of a client of ioredis. */
export interface IoredisClient {
  readonly status: string;
  publish(channel: string, message: string): Promise<unknown>;
  duplicate(overrides: {
    lazyConnect: boolean;
    enableOfflineQueue: boolean;
    autoResubscribe: boolean;
    disconnectTimeout: number;
  }): IoredisClient;
  connect(): Promise<unknown>;
  disconnect(): void;
  subscribe(channel: string): Promise<unknown>;
  on(event: "error" | "ready", listener: () => void): unknown;
  on(event: "message", listener: (channel: string, message: unknown) => void): unknown;
}

export function ioredisLink(client: IoredisClient): RedisLink {
  return {
    kind: "ioredis",
    isReady: () => client.status === "ready",
    publish: (channel, message) => client.publish(channel, message),
    subscribe(channel, listener) {
      return listen(client.duplicate(SETTINGS), channel, listener);
    },
  };
}

const SETTINGS = {
  lazyConnect: true,
  enableOfflineQueue: false,
  autoResubscribe: false,
  // A client that ends without a connection leaves a timer of this length, which holds the process.
  disconnectTimeout: 50,
};

/** Subscribes with every connection: the client does so too, but does not say when it has. */
function listen(copy: IoredisClient, channel: string, listener: LinkListener): () => void {
  copy.on("error", () => undefined);
  copy.on("message", (_channel, message) => listener.message(message));
  copy.on("ready", () => {
    copy.subscribe(channel).then(
      () => listener.listening(),
      (error: unknown) => {
        if (copy.status === "ready") listener.refused(error);
      },
    );
  });
  copy.connect().catch(() => undefined);
  return () => copy.disconnect();
}
