import type { CachedKey, Secret } from "../cache/cached-key.js";
import { keyMemory } from "../cache/key-memory.js";
import type { KeyringContext } from "../context/keyring-context.js";
import { inTime } from "../in-time.js";
import { LatchkeyError } from "../latchkey-error.js";
import type { Owner } from "../owners/owner.js";
import type { ParsedToken } from "../tokens/token-format.js";
import { usageCollector } from "../usage/usage-collector.js";
import { failureLimit } from "./failure-limit.js";
import { judge } from "./judge-key.js";
import { withinLimit } from "./key-limit.js";
import { observer } from "./observe.js";
import { patience, type Patience } from "./patience.js";
import { prove, provenBefore, type Proof } from "./prove-token.js";
import { redigester } from "./redigest.js";
import { REFUSED, refusedFor } from "./refused.js";
import { requireReadable } from "./require-readable.js";
import type { Verdict, VerifyOrigin } from "../verdicts/verdict.js";

/**
 * Checks tokens, in this order: length, shape, environment, checksum; id; digest; state, owner, network; the key's
 * own limit.
 */
export interface Verifier {
  verify(token: unknown, origin?: VerifyOrigin): Promise<Verdict>;
  /** The verdict when nothing must be awaited for it. */
  verifySync(token: unknown, origin?: VerifyOrigin): Verdict | undefined;
  start(): Promise<void>;
  close(): Promise<void>;
}

/** A verdict, with what those need who count and watch. */
interface Finding {
  readonly verdict: Verdict;
  /** The key whose secret was proved, and which of its secrets. */
  readonly proved: { readonly key: CachedKey; readonly secret: Secret } | null;
}

/** One question. */
interface Request {
  readonly parsed: ParsedToken;
  readonly token: string;
  readonly origin: VerifyOrigin | undefined;
}

export function verifier(ring: KeyringContext): Verifier {
  const { clock, tokens, digests, deadlines } = ring;
  const memory = keyMemory(ring);
  const usage = usageCollector(ring.store);
  const failures = failureLimit(ring.failures);
  const redigests = redigester(ring);
  const observe = observer(ring.onVerdict);
  let begun = false;

  /** Background work begins with the first verification: a script that only makes keys needs none. */
  function begin(): Promise<void> {
    begun = true;
    usage.start();
    return memory.start();
  }

  function verifySync(token: unknown, origin?: VerifyOrigin): Verdict | undefined {
    const parsed = tokens.parse(token);
    if (parsed === null) return settled(NOT_A_TOKEN, origin, true);
    const key = memory.recall(parsed.id);
    if (key == null || key.record.rateLimit !== null) return undefined;
    const secret = provenBefore(key, token as string);
    if (secret === null) return undefined;
    const owner = ownerOf(key);
    // `verify` asks again, and joins the question.
    if (owner instanceof Promise) return undefined;
    const verdict = judge(key, secret, owner, origin, clock.now());
    return settled({ verdict, proved: { key, secret } }, origin, true);
  }

  async function verify(token: unknown, origin?: VerifyOrigin): Promise<Verdict> {
    // Its faults are not this request's: rows are read until it succeeds.
    if (!begun) begin().catch(() => undefined);
    const parsed = tokens.parse(token);
    if (parsed === null) return settled(NOT_A_TOKEN, origin, true);
    try {
      return await decided({ parsed, token: token as string, origin }, patience(clock, deadlines.verify));
    } catch (fault) {
      return settled({ verdict: refusedFor(fault), proved: null }, origin, false);
    }
  }

  /** Decides, and once more when what it decided by was written to meanwhile, as long as there is time. */
  async function decided(request: Request, time: Patience): Promise<Verdict> {
    for (;;) {
      const watch = memory.watch(request.parsed.id);
      try {
        const finding = await find(request, time);
        if (finding.verdict.ok) time.requireRecent();
        if (!finding.verdict.ok || !watch.outdated) return settled(finding, request.origin, false);
      } finally {
        watch.end();
      }
    }
  }

  async function find(request: Request, time: Patience): Promise<Finding> {
    const { parsed, token, origin } = request;
    const recalled = memory.recall(parsed.id);
    // Only where the store is about to be read: an address that others share locks no known key out.
    const refusal = recalled === undefined ? await failures.refusal(origin?.address) : null;
    if (refusal !== null) return { verdict: refusal, proved: null };

    const key = recalled === undefined ? await memory.load(parsed.id, time.remaining()) : recalled;
    const secret = await time.without(() => proofOf(key, parsed, token));
    if (secret === "busy") return { verdict: REFUSED.busy, proved: null };
    if (key !== null && secret !== null)
      return { verdict: await judged(key, secret, origin, time, token), proved: { key, secret } };
    failures.count(origin?.address);
    return { verdict: REFUSED.invalid_token, proved: null };
  }

  /** Compares with a digest in every case, so that an unknown id takes as long as a wrong secret. */
  async function proofOf(key: CachedKey | null, parsed: ParsedToken, token: string): Promise<Proof> {
    if (key !== null) return provenBefore(key, token) ?? prove(digests, key, parsed, token, clock.now());
    return (await digests.matchesNothing({ id: parsed.id, token })) === "busy" ? "busy" : null;
  }

  async function judged(
    key: CachedKey,
    secret: Secret,
    origin: VerifyOrigin | undefined,
    time: Patience,
    token: string,
  ): Promise<Verdict> {
    redigests.schedule(key, secret, token);
    const asked = ownerOf(key);
    const owner = asked instanceof Promise ? await inTime(asked, time.remaining(), ownerLate) : asked;
    const verdict = judge(key, secret, owner, origin, clock.now());
    return verdict.ok ? withinLimit(ring.limiter, key, verdict) : verdict;
  }

  function ownerOf({ record }: CachedKey): Owner | null | Promise<Owner | null> {
    if (record.ownerId === null) return null;
    return ring.owners === null ? SILENT : ring.owners.find(record.ownerId, record.orgId);
  }

  /** Counts a verdict and shows it to whoever watches. A wrong secret never counts against the id it names. */
  function settled({ verdict, proved }: Finding, origin: VerifyOrigin | undefined, cached: boolean): Verdict {
    if (proved !== null) {
      const { id } = proved.key.record;
      if (verdict.ok) usage.accepted(id, clock.now(), origin, proved.secret === "previous");
      else if (verdict.reason !== "invalid_token") usage.refused(id, clock.now());
    }
    observe?.(verdict, proved?.key.record ?? null, origin, cached);
    return verdict;
  }

  async function start(): Promise<void> {
    await requireReadable(ring);
    await begin();
  }

  async function close(): Promise<void> {
    begun = true;
    memory.stop();
    await redigests.idle();
    await usage.close();
  }

  return { verify, verifySync, start, close };
}

const NOT_A_TOKEN: Finding = { verdict: REFUSED.invalid_token, proved: null };
const SILENT: Owner = { active: true, permissions: [] };

function ownerLate(): LatchkeyError {
  return new LatchkeyError("identity_unavailable", "The owner of the key could not be asked in time.");
}
