import type { CachedKey } from "../cache/cached-key.js";
import { keyMemory } from "../cache/key-memory.js";
import type { KeyringContext } from "../context/keyring-context.js";
import { isLater } from "../or-later.js";
import type { Secret } from "../tokens/secret-held.js";
import type { ParsedToken } from "../tokens/tokens.js";
import { usageCollector } from "../usage/usage-collector.js";
import type { Verdict, VerifyOrigin } from "../verdicts/verdict.js";
import { decider, type Finding } from "./decide-request.js";
import { failureLimit } from "./failure-limit.js";
import { foreignFinder } from "./foreign-finder.js";
import { judge } from "./judge-key.js";
import { observer } from "./observe.js";
import { ownerOf } from "./owner-of.js";
import { patience } from "./patience.js";
import { provenBefore } from "./prove-token.js";
import { redigester } from "./redigest.js";
import { REFUSED, refusedFor } from "./refused.js";
import { requireReadable } from "./require-readable.js";

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

export function verifier(ring: KeyringContext): Verifier {
  const { clock, tokens } = ring;
  const memory = keyMemory(ring);
  const usage = usageCollector(ring.store);
  const redigests = redigester(ring);
  const failures = failureLimit(ring.failures);
  const decide = decider({ ring, memory, failures, redigests });
  const foreign = foreignFinder(ring, memory, failures);
  const observe = observer(ring.onVerdict);
  // What a purge removed is not to come back by usage that gathered before it.
  ring.feed.listen((changes) => {
    for (const { action, target } of changes) if (action === "key.purged") usage.forget(target);
  });
  let begun = false;
  let closed = false;

  /** Background work begins with the first verification: a script that only makes keys needs none. */
  async function begin(): Promise<void> {
    begun = true;
    usage.start();
    await memory.start();
  }

  function verifySync(token: unknown, origin?: VerifyOrigin): Verdict | undefined {
    const parsed = parsedToken(token);
    if (parsed === null) return unproved(REFUSED.invalid_token, origin, true);
    if (parsed === undefined) return undefined;
    const now = clock.now();
    const key = memory.recall(parsed.id, now);
    if (key == null || key.record.rateLimit !== null) return undefined;
    const secret = provenBefore(key, token as string);
    if (secret === null) return undefined;
    const owner = ownerOf(ring, key);
    // `verify` asks again, and joins the question.
    if (owner instanceof Promise) return undefined;
    redigests.schedule(key, secret, token as string);
    return proved(key, secret, judge(key, secret, owner, origin, now), now, origin, true);
  }

  async function verify(token: unknown, origin?: VerifyOrigin): Promise<Verdict> {
    // Its faults are not this request's: rows are read until it succeeds.
    if (!begun) begin().catch(() => undefined);
    const parsed = parsedToken(token);
    if (parsed === null) return unproved(REFUSED.invalid_token, origin, true);
    try {
      const asked =
        parsed === undefined
          ? decideForeign(token as string, origin)
          : decide({ parsed, token: token as string, origin });
      let finding = isLater(asked) ? await asked : asked;
      // Another key may have the token by now.
      if (finding.proved === null && parsed !== undefined && foreign.isStale(parsed))
        finding = await decideForeign(token as string, origin);
      const { verdict, proved: by } = finding;
      if (by === null) return unproved(verdict, origin, false);
      return proved(by.key, by.secret, verdict, clock.now(), origin, false);
    } catch (fault) {
      return unproved(refusedFor(fault), origin, false);
    }
  }

  /** What the token says of itself; undefined where only the store can tell which key it means. */
  function parsedToken(token: unknown): ParsedToken | null | undefined {
    return tokens.parse(token) ?? foreign.recall(token);
  }

  async function decideForeign(token: string, origin: VerifyOrigin | undefined): Promise<Finding> {
    const time = patience(clock, ring.deadlines.verify);
    const found = await foreign.find(token, origin, time);
    return "ok" in found ? { verdict: found, proved: null } : decide({ parsed: found, token, origin }, time);
  }

  /** Shows a verdict to whoever watches. A wrong secret never counts against the id it names. */
  function unproved(verdict: Verdict, origin: VerifyOrigin | undefined, cached: boolean): Verdict {
    observe?.(verdict, null, origin, cached);
    return verdict;
  }

  /** Counts a verdict about a key whose secret was proved, and shows it. */
  function proved(
    { record }: CachedKey,
    secret: Secret,
    verdict: Verdict,
    now: number,
    origin: VerifyOrigin | undefined,
    cached: boolean,
  ): Verdict {
    if (verdict.ok) usage.accepted(record.id, now, origin, secret === "previous");
    else if (verdict.reason !== "invalid_token") usage.refused(record.id, now);
    observe?.(verdict, record, origin, cached);
    return verdict;
  }

  async function start(): Promise<void> {
    if (closed) throw new Error("latchkey: this keyring was closed; make another");
    await requireReadable(ring);
    await begin();
  }

  async function close(): Promise<void> {
    begun = true;
    closed = true;
    memory.stop();
    await Promise.all([redigests.close(), usage.close()]);
  }

  return { verify, verifySync, start, close };
}
