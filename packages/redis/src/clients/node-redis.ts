import type { LinkListener, RedisLink } from "./redis-link.js";

/** What is used of a client of node-redis. */
export interface NodeRedisClient {
  readonly isReady: boolean;
  publish(channel: string, message: string): Promise<unknown>;
  duplicate(overrides: { disableOfflineQueue: boolean }): NodeRedisClient;
  connect(): Promise<unknown>;
  destroy(): void;
  subscribe(channel: string, listener: (message: unknown) => void): Promise<unknown>;
  on(event: "error" | "ready", listener: () => void): unknown;
}

export function nodeRedisLink(client: NodeRedisClient): RedisLink {
  return {
    kind: "node-redis",
    isReady: () => client.isReady,
    publish: (channel, message) => client.publish(channel, message),
    subscribe: (channel, listener) =>
      listen(client.duplicate({ disableOfflineQueue: true }), channel, listener),
  };
}

/** Subscribes once; with every later connection the client does so by itself, before it says that it is ready. */
function listen(copy: NodeRedisClient, channel: string, listener: LinkListener): () => void {
  let subscribed = false;
  let ended = false;

  async function subscribe(): Promise<void> {
    try {
      await copy.subscribe(channel, (message) => listener.message(message));
      subscribed = true;
      listener.listening();
    } catch (error) {
      if (copy.isReady) listener.refused(error);
    }
  }

  // Without a listener an error ends the process. It needs no answer: the client connects again.
  copy.on("error", () => undefined);
  copy.on("ready", () => {
    // A client that was destroyed while it connected has a connection nevertheless.
    if (ended) copy.destroy();
    else if (subscribed) listener.listening();
    else void subscribe();
  });
  copy.connect().catch(() => undefined);
  return () => {
    ended = true;
    copy.destroy();
  };
}
