import { log } from "@latchkey/example-host";
import type { RedisClient } from "@latchkey/redis";
import { createClient } from "redis";

export interface OpenRedis {
  readonly client: RedisClient;
  close(): void;
}

const CONNECT_MS = 2_000;
const LONGEST_PAUSE_MS = 2_000;

/**
 * Connects in the background, and again whenever the connection is lost. Redis only makes things faster: without it
 * processes ask the database for changes twice a second, and each counts the limits of keys for itself. So nothing
 * waits for it, and each time it goes away is logged once.
 */
export function openRedis(url: string): OpenRedis {
  const client = createClient({
    url,
    // Commands for a server that is away fail at once instead of gathering.
    disableOfflineQueue: true,
    socket: {
      connectTimeout: CONNECT_MS,
      reconnectStrategy: (attempts) => Math.min(attempts * 100, LONGEST_PAUSE_MS),
    },
  });
  let away = false;

  client.on("error", (error: unknown) => {
    if (!away) log("redis_unavailable", { code: codeOf(error) });
    away = true;
  });
  client.on("ready", () => {
    if (away) log("redis_available", {});
    away = false;
  });
  // What goes wrong comes as an error above.
  client.connect().catch(() => undefined);
  return { client, close: () => client.destroy() };
}

/** No message: it can hold the address, and with it a password. */
function codeOf(error: unknown): string {
  const { code, name } = (error ?? {}) as Partial<NodeJS.ErrnoException>;
  return code ?? name ?? "unknown";
}
