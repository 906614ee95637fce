import { ConfigurationError } from "@latchkey/core";
import { ioredisLink, type IoredisClient } from "./ioredis.js";
import { nodeRedisLink, type NodeRedisClient } from "./node-redis.js";
import type { RedisClient } from "./redis-client.js";
import type { RedisLink } from "./redis-link.js";

type Features = Partial<Record<string, unknown>>;

/** Recognises a client by what it can do, and throws when it is none that this package knows. */
export function linkTo(client: RedisClient): RedisLink {
  const features = (client ?? {}) as unknown as Features;
  // Both libraries' clusters know which server has which slots.
  if (typeof features["slots"] === "object") throw unfit("is a client of a cluster");
  if (typeof features["status"] === "string" && can(features, ["defineCommand", ...IOREDIS]))
    return ioredisLink(client as unknown as IoredisClient);
  if (typeof features["isReady"] === "boolean" && can(features, NODE_REDIS))
    return nodeRedisLink(client as unknown as NodeRedisClient);
  throw unfit("is none that this package knows");
}

const BOTH = ["publish", "duplicate", "connect", "subscribe", "on", "multi"];
const IOREDIS = [...BOTH, "disconnect"];
const NODE_REDIS = [...BOTH, "destroy", "eval"];

function can(features: Features, methods: readonly string[]): boolean {
  return methods.every((method) => typeof features[method] === "function");
}

function unfit(fault: string): ConfigurationError {
  return new ConfigurationError(
    "client",
    `${fault}; it must be one of node-redis 6, createClient(), or of ioredis 6, new Redis(), for one server`,
  );
}
