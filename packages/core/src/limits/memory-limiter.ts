import { systemClock } from "../clock.js";
import { leastRecentlyUsed } from "../least-recently-used.js";
import { allowanceLeft, allowanceTaken, windowSeconds, type Used } from "./allowance.js";
import type { Limiter, RateLimit } from "./limiter.js";

/** What was counted in a window that goes on until then. */
interface Counter {
  requests: number;
  readonly endsAt: number;
}

/** About 30 MB of counters. */
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
  const counters = leastRecentlyUsed<Counter>(MOST_COUNTERS);

  function running(id: string, now: number): Counter | null {
    const counter = counters.get(id);
    return counter !== undefined && counter.endsAt > now ? counter : null;
  }

  function begun(id: string, limit: RateLimit, now: number): Counter {
    const counter = { requests: 0, endsAt: now + windowSeconds(limit) * 1_000 };
    counters.set(id, counter);
    return counter;
  }

  return {
    async take(name, limit) {
      const id = counterOf(name, limit);
      const now = processTime();
      const counter = running(id, now) ?? begun(id, limit, now);
      counter.requests++;
      return allowanceTaken(limit, used(counter, now));
    },

    async look(name, limit) {
      const now = processTime();
      const counter = running(counterOf(name, limit), now);
      return allowanceLeft(limit, counter && used(counter, now));
    },
  };
}

function counterOf(name: string, limit: RateLimit): string {
  return `${windowSeconds(limit)} ${name}`;
}

/** In whole milliseconds; a clock that is set neither ends a window nor prolongs it. */
function processTime(): number {
  return Math.floor(systemClock.monotonic());
}

function used({ requests, endsAt }: Counter, now: number): Used {
  return { requests, resetMs: endsAt - now };
}
