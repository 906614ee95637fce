import type { RateLimiterMemory } from "rate-limiter-flexible";
// @ts-expect-error The package describes only its main file, which loads a limiter for every database there is.
import memoryCounters from "rate-limiter-flexible/lib/RateLimiterMemory.js";
import { leastRecentlyUsed } from "../least-recently-used.js";
import { allowanceLeft, allowanceTaken, windowSeconds, type Used } from "./allowance.js";
import type { Limiter, RateLimit } from "./limiter.js";

const Counters = memoryCounters as typeof RateLimiterMemory;
/** About 55 MB of counters. */
const MOST_COUNTERS = 100_000;

/**
 * Counters in this process: exact for one process, and not shared with others. At most 100,000 are kept; beyond that
 * the ones not asked for the longest begin anew, so that a flood of names costs a bounded amount of memory and
 * leaves those in use alone. No timer holds the process.
 *
 * @example
 * const limiter = memoryLimiter();
 * const { allowed, resetMs } = await limiter.take("203.0.113.7", { requests: 10, seconds: 60 });
 */
export function memoryLimiter(): Limiter {
  // Its own limit goes unused: each call brings one, so that one set of counters serves them all.
  const counters = new Counters({ points: 1, duration: 1, keyPrefix: "" });
  const inUse = leastRecentlyUsed<true>(MOST_COUNTERS, (_, counter) => void counters.delete(counter));

  return {
    async take(name, limit) {
      const counter = counterOf(name, limit);
      inUse.set(counter, true);
      return allowanceTaken(
        limit,
        used(await counters.penalty(counter, 1, { customDuration: windowSeconds(limit) })),
      );
    },

    async look(name, limit) {
      const counter = counterOf(name, limit);
      inUse.get(counter);
      const found = await counters.get(counter);
      return allowanceLeft(limit, found && used(found));
    },
  };
}

function counterOf(name: string, limit: RateLimit): string {
  return `${windowSeconds(limit)} ${name}`;
}

function used({ consumedPoints, msBeforeNext }: { consumedPoints: number; msBeforeNext: number }): Used {
  return { requests: consumedPoints, resetMs: msBeforeNext };
}
