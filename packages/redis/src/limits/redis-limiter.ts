import {
  checkOptionNames,
  ConfigurationError,
  memoryLimiter,
  type Allowance,
  type Limiter,
  type RateLimit,
} from "@latchkey/core";
import { linkTo } from "../clients/link-to.js";
import type { RedisClient } from "../clients/redis-client.js";
import { outageWatch } from "./outage-watch.js";
import { sharedCounters } from "./shared-counters.js";

export interface RedisLimiterOptions {
  /**
   * How many processes share the limits, by default 1. While Redis is away each allows its part of a limit, rounded up:
   * with too low a number the processes together allow more than the limit then, with too high a one less.
   */
  readonly processes?: number;
  /** What the names of counters begin with, by default `latchkey:limit`. Keyrings with tables of their own need one each. */
  readonly keyPrefix?: string;
}

/**
 * Counters in Redis, shared by all processes; every one has an end from the moment it exists. An answer that takes
 * longer than 100 ms is not waited for: until Redis answers again, each process limits by a share of its own, with one
 * warning for each time. Throws a `ConfigurationError` when the client or an option is not one it knows.
 *
 * @example
 * const keyring = createKeyring({ store, peppers, limiter: redisLimiter(client, { processes: 4 }) });
 */
export function redisLimiter(client: RedisClient, options: RedisLimiterOptions = {}): Limiter {
  checkOptionNames("redisLimiter", options, ["processes", "keyPrefix"]);
  const link = linkTo(client);
  const processes = checkedProcesses(options.processes ?? 1);
  const shared = sharedCounters(client, link.kind, checkedPrefix(options.keyPrefix ?? "latchkey:limit"));
  const own = memoryLimiter();
  const watch = outageWatch(link);

  const share = ({ requests, seconds }: RateLimit): RateLimit => ({
    requests: Math.ceil(requests / processes),
    seconds,
  });

  return {
    async take(name, limit): Promise<Allowance> {
      return (await watch.ask(() => shared.take(name, limit))) ?? own.take(name, share(limit));
    },
    async look(name, limit): Promise<Allowance> {
      return (await watch.ask(() => shared.look(name, limit))) ?? own.look(name, share(limit));
    },
  };
}

function checkedProcesses(processes: unknown): number {
  if (Number.isInteger(processes) && (processes as number) >= 1 && (processes as number) <= 10_000)
    return processes as number;
  throw new ConfigurationError("processes", "must be how many processes share the limits, 1 to 10,000");
}

function checkedPrefix(prefix: unknown): string {
  if (typeof prefix === "string" && prefix !== "") return prefix;
  throw new ConfigurationError("keyPrefix", "must be what names begin with, such as `latchkey:limit`");
}
