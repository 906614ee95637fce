import type { CachedKey } from "../cache/cached-key.js";
import type { KeyMemory } from "../cache/key-memory.js";
import type { KeyringContext } from "../context/keyring-context.js";
import { inTime } from "../in-time.js";
import { LatchkeyError } from "../latchkey-error.js";
import { ageOf, type Moment } from "../moment.js";
import { goOn, isLater, type OrLater } from "../or-later.js";
import { storeUnavailable } from "../store/with-deadline.js";
import { secretHeld, type Presented, type Proof, type Secret } from "../tokens/secret-held.js";
import type { Verdict, VerifyOrigin } from "../verdicts/verdict.js";
import type { FailureLimit } from "./failure-limit.js";
import { NOBODY } from "./foreign-finder.js";
import { judge } from "./judge-key.js";
import { limitOnce, type WithinLimit } from "./key-limit.js";
import { ownerOf } from "./owner-of.js";
import { patience, type Patience } from "./patience.js";
import { prove, provenBefore } from "./prove-token.js";
import type { Redigester } from "./redigest.js";
import { REFUSED } from "./refused.js";

/** One question. */
export interface VerifyRequest extends Presented {
  readonly origin: VerifyOrigin | undefined;
}

/** A verdict, with what those need who count and watch. */
export interface Finding {
  readonly verdict: Verdict;
  /** The key whose secret was proved, and which of its secrets. */
  readonly proved: { readonly key: CachedKey; readonly secret: Secret } | null;
}

export interface DeciderOptions {
  readonly ring: KeyringContext;
  readonly memory: KeyMemory;
  readonly failures: FailureLimit;
  readonly redigests: Redigester;
}

/** A key, and when the store was asked for it; null when it comes from memory. */
interface Known {
  readonly key: CachedKey | null;
  readonly sent: Moment | null;
}

/** A key whose secret was proved. */
interface Proved {
  readonly key: CachedKey;
  readonly secret: Secret;
  readonly sent: Moment | null;
}

/** A finding, and how old what it was found by is. */
type Dated = Finding & { readonly sent: Moment | null };

const RECENT_MS = 3_000;
const MOST_ROUNDS = 5;
const NOTHING_PROVED = { proved: null, sent: null } as const;

/** Makes the function that decides what must be awaited; it rejects with what kept it from finding out. */
export function decider({ ring, memory, failures, redigests }: DeciderOptions) {
  const { clock, deadlines, cacheSize } = ring;

  /** Decides, and once more when what it decided by was written to meanwhile, or has become old. */
  function decide(request: VerifyRequest, time = patience(clock, deadlines.verify)): OrLater<Finding> {
    const withinLimit = limitOnce(ring.limiter);
    const attempt = () => find(request, time, withinLimit);
    const finding = attempt();
    // In this process nobody can have written to what was found at once.
    if (!isLater(finding) && holds(finding)) return finding;
    return settled(request.parsed.id, finding, attempt);
  }

  async function settled(id: string, first: OrLater<Dated>, attempt: () => OrLater<Dated>): Promise<Dated> {
    for (let round = 1; round <= MOST_ROUNDS; round++) {
      const finding = round === 1 ? first : attempt();
      // Not too late: nothing else has run since the attempt began.
      const watch = memory.watch(id);
      try {
        const found = await finding;
        if (!found.verdict.ok || (!watch.outdated && holds(found))) return found;
      } finally {
        watch.end();
      }
    }
    throw storeUnavailable();
  }

  /** Whether nothing can have been written more than 3 s ago that an acceptance does not know, also after a freeze. */
  function holds({ verdict, sent }: Dated): boolean {
    return !verdict.ok || memory.isFresh() || (sent !== null && ageOf(clock, sent) <= RECENT_MS);
  }

  function find(request: VerifyRequest, time: Patience, withinLimit: WithinLimit): OrLater<Dated> {
    const { parsed, token, origin } = request;
    const recalled = parsed.id === NOBODY ? null : memory.recall(parsed.id);
    const before = recalled == null ? null : provenBefore(recalled, token);
    if (recalled != null && before !== null)
      return judged({ key: recalled, secret: before, sent: null }, request, time, withinLimit);

    // Behind the cache: an address that others share locks out nobody who has used a key before.
    return goOn(failures.refusal(origin?.address), (refusal) => {
      if (refusal !== null) return { verdict: refusal, ...NOTHING_PROVED };
      const known: OrLater<Known> =
        recalled === undefined ? memory.load(parsed.id, time.remaining()) : { key: recalled, sent: null };
      return goOn(known, (key) => compared(key, request, time, withinLimit));
    });
  }

  function compared(
    { key, sent }: Known,
    request: VerifyRequest,
    time: Patience,
    withinLimit: WithinLimit,
  ): OrLater<Dated> {
    const proof = proofOf(key, request);
    return goOn(isLater(proof) ? time.without(proof) : proof, (secret) => {
      if (secret === "busy") return { verdict: REFUSED.busy, ...NOTHING_PROVED };
      if (key !== null && secret !== null) return judged({ key, secret, sent }, request, time, withinLimit);
      failures.count(request.origin?.address);
      return { verdict: REFUSED.invalid_token, ...NOTHING_PROVED };
    });
  }

  /** What becomes of a key whose secret was proved; at once where neither its owner nor its limit is to be waited for. */
  function judged(
    proved: Proved,
    { token, origin }: VerifyRequest,
    time: Patience,
    withinLimit: WithinLimit,
  ): OrLater<Dated> {
    const { key, secret, sent } = proved;
    redigests.schedule(key, secret, token);
    const asked = ownerOf(ring, key);
    const owner = isLater(asked) ? inTime(asked, time.remaining(), ownerLate) : asked;
    return goOn(owner, (known) => {
      const verdict = judge(key, secret, known, origin, clock.now());
      const limited = verdict.ok && key.record.rateLimit !== null ? withinLimit(key, verdict, time) : verdict;
      return goOn(limited, (final) => ({ verdict: final, proved, sent }));
    });
  }

  /** Compares with a digest in every case, so that an unknown id takes as long as a wrong secret. */
  function proofOf(key: CachedKey | null, presented: Presented): OrLater<Proof> {
    // What is not kept need not remember what was proved.
    if (key === null || cacheSize === 0) return secretHeld(ring, key && key.record, presented, clock.now());
    return provenBefore(key, presented.token) ?? prove(ring, key, presented, clock.now());
  }

  return decide;
}

function ownerLate(): LatchkeyError {
  return new LatchkeyError("identity_unavailable", "The owner of the key could not be asked in time.");
}
