import { inTime, systemClock } from "@latchkey/core";
import type { RedisLink } from "../clients/redis-link.js";

/** Asks Redis while it answers. */
export interface OutageWatch {
  /** What `question` resolves to, or null when Redis cannot be asked, fails, or takes longer than 100 ms. */
  ask<T>(question: () => Promise<T>): Promise<T | null>;
}

const PATIENCE_MS = [75, 25] as const;
const TRY_AGAIN_MS = 1_000;

/**
 * After a failure Redis is asked once a second: a server that has stopped would make every request wait, and its
 * client would gather their commands.
 */
export function outageWatch(link: RedisLink): OutageWatch {
  let away = false;
  let triedAt = 0;

  function isWorthAsking(): boolean {
    if (!away) return true;
    const now = systemClock.monotonic();
    if (now - triedAt < TRY_AGAIN_MS) return false;
    triedAt = now;
    return true;
  }

  function lost(error: unknown): void {
    if (!away) warnOfOutage(error);
    away = true;
    triedAt = systemClock.monotonic();
  }

  return {
    async ask(question) {
      if (!link.isReady()) {
        if (!away) lost(new Error("there is no connection"));
        return null;
      }
      if (!isWorthAsking()) return null;
      try {
        const answer = await answerInTime(question());
        away = false;
        return answer;
      } catch (error) {
        lost(error);
        return null;
      }
    },
  };
}

/** Waits in two parts: a process that stalled finds the first one over before it has read an answer that is there. */
async function answerInTime<T>(answer: Promise<T>): Promise<T> {
  const [first, second] = PATIENCE_MS;
  try {
    return await inTime(answer, first, late);
  } catch {
    return inTime(answer, second, late);
  }
}

function late(): Error {
  return new Error("no answer within 100 ms");
}

function warnOfOutage(error: unknown): void {
  process.emitWarning("Redis is away: each process limits by a share of its own until it answers again", {
    type: "LatchkeyWarning",
    code: "LATCHKEY_LIMITS_LOCAL",
    detail: error instanceof Error ? error.message : String(error),
  });
}
