import { allowanceLeft, allowanceTaken, windowSeconds, type Allowance, type RateLimit } from "@latchkey/core";
import type { RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible";
// @ts-expect-error The package describes only its main file, which loads a limiter for every database there is.
import redisCounters from "rate-limiter-flexible/lib/RateLimiterRedis.js";
import type { RedisClient } from "../clients/redis-client.js";
import type { RedisLink } from "../clients/redis-link.js";

const Counters = redisCounters as typeof RateLimiterRedis;

/** Counters in Redis. Rejects when Redis does, and whenever it would have to wait for a connection. */
export interface SharedCounters {
  take(name: string, limit: RateLimit): Promise<Allowance>;
  look(name: string, limit: RateLimit): Promise<Allowance>;
}

export function sharedCounters(
  client: RedisClient,
  kind: RedisLink["kind"],
  keyPrefix: string,
): SharedCounters {
  // Its own limit goes unused: each call brings one.
  const counters = new Counters({
    storeClient: client,
    // It knows node-redis by a class name, which that of node-redis 6 no longer has.
    useRedisPackage: kind === "node-redis",
    keyPrefix,
    points: 1,
    duration: 1,
  });

  return {
    async take(name, limit) {
      const customDuration = windowSeconds(limit);
      return allowanceTaken(
        limit,
        used(await counters.penalty(counterOf(name, limit), 1, { customDuration })),
      );
    },
    async look(name, limit) {
      const found = await counters.get(counterOf(name, limit));
      return allowanceLeft(limit, found && used(found));
    },
  };
}

function counterOf(name: string, limit: RateLimit): string {
  return `${windowSeconds(limit)}:${name}`;
}

/** Clients can be set to give numbers as strings. */
function used({ consumedPoints, msBeforeNext }: RateLimiterRes) {
  return { requests: Number(consumedPoints), resetMs: Number(msBeforeNext) };
}
