import { Redis } from "ioredis";
import { createClient } from "redis";
import type { RedisClient } from "../../src/index.js";
import { isTested, REDIS_URL } from "./servers.js";

/** A client as an application has it. */
export interface TestClient {
  readonly client: RedisClient;
  /** Runs one command. */
  command(...args: readonly string[]): Promise<unknown>;
  connect(): Promise<unknown>;
  isReady(): boolean;
  close(): void;
}

export type ClientKind = "node-redis" | "ioredis";

export const CLIENT_KINDS: readonly ClientKind[] = ["node-redis", "ioredis"];

/** The tests of something over both clients, on the shared Redis or on servers of their own. */
export function describeClients(
  what: string,
  need: "redis" | "redis-server",
  body: (kind: ClientKind) => void,
): void {
  const suite = isTested(need) ? describe : describe.skip;
  for (const kind of CLIENT_KINDS) suite(`${what}, ${kind}`, () => body(kind));
}

/** A client that has not connected yet. */
export function clientOf(kind: ClientKind, url = REDIS_URL, settings: ClientSettings = {}): TestClient {
  return kind === "ioredis" ? ioredis(url, settings) : nodeRedis(url, settings);
}

export async function connectedClient(
  kind: ClientKind,
  url?: string,
  settings?: ClientSettings,
): Promise<TestClient> {
  const made = clientOf(kind, url, settings);
  await made.connect();
  return made;
}

export interface ClientSettings {
  readonly keyPrefix?: string;
}

function ioredis(url: string, settings: ClientSettings = {}): TestClient {
  const client = new Redis(url, { lazyConnect: true, disconnectTimeout: 50, ...settings });
  client.on("error", () => undefined);
  return {
    client,
    command: (name = "PING", ...args) => client.call(name, [...args]),
    connect: () => client.connect(),
    isReady: () => client.status === "ready",
    close: () => client.disconnect(),
  };
}

function nodeRedis(url: string, settings: ClientSettings = {}): TestClient {
  const client = createClient({ url, ...settings });
  client.on("error", () => undefined);
  return {
    client,
    command: (...args) => client.sendCommand([...args]),
    connect: () => client.connect(),
    isReady: () => client.isReady,
    close: () => client.destroy(),
  };
}
