import { secondsUntilReset } from "../limits/allowance.js";
import type { RateLimit } from "../limits/limiter.js";
import { memoryLimiter } from "../limits/memory-limiter.js";
import { addressBlock, normalAddress } from "../networks/address.js";
import type { OrLater } from "../or-later.js";
import type { Verdict } from "../verdicts/verdict.js";

/** Counts what fails from one address; an IPv6 one with all of its /64. */
export interface FailureLimit {
  /** The refusal of an address that has failed too often; not asked for a token that was proved before. */
  refusal(address: string | undefined): OrLater<Verdict | null>;
  /** One authentication has failed. */
  count(address: string | undefined): void;
}

/**
 * In this process alone: it protects the store of its own reads, and waits for nothing. Without an address nothing is
 * counted.
 */
export function failureLimit(limit: RateLimit | null): FailureLimit {
  if (limit === null) return { refusal: () => null, count: () => undefined };
  const counters = memoryLimiter();
  async function refusalOf(block: string, { requests, seconds }: RateLimit): Promise<Verdict | null> {
    const allowance = await counters.look(block, { requests, seconds });
    if (allowance.allowed) return null;
    return { ok: false, reason: "too_many_failures", retryAfter: secondsUntilReset(allowance) };
  }

  return {
    refusal(address) {
      const block = blockOf(address);
      return block === undefined ? null : refusalOf(block, limit);
    },
    count(address) {
      const block = blockOf(address);
      if (block !== undefined) void counters.take(block, limit);
    },
  };
}

/** The same for every spelling of an address. */
function blockOf(address: string | undefined): string | undefined {
  const normal = normalAddress(address);
  return normal && addressBlock(normal);
}
