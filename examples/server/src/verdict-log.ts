import type { Observation } from "@latchkey/core";
import { log } from "@latchkey/example-host";

/** Counts what the keys of requests came to. */
export interface VerdictLog {
  observe(observation: Pick<Observation, "reason">): void;
  /** Logs what has not been logged yet. */
  stop(): void;
}

const MINUTE_MS = 60_000;

/** Logs the counts once a minute, as a real application would hand them to its metrics; a quiet minute says nothing. */
export function verdictLog(): VerdictLog {
  const counts = new Map<string, number>();

  function flush(): void {
    if (counts.size > 0) log("verdicts", Object.fromEntries(counts));
    counts.clear();
  }

  const timer = setInterval(flush, MINUTE_MS).unref();
  return {
    observe({ reason }) {
      const outcome = reason ?? "accepted";
      counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    },
    stop() {
      clearInterval(timer);
      flush();
    },
  };
}
