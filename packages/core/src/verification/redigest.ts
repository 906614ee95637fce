import type { CachedKey } from "../cache/cached-key.js";
import type { KeyringContext } from "../context/keyring-context.js";
import type { ForeignToken } from "../foreign/foreign-kind.js";
import { isCurrentLookup, spentLookup } from "../foreign/lookups.js";
import { inTime } from "../in-time.js";
import type { KeyRecord } from "../keys/key-record.js";
import { previousSecret, withDigest } from "../keys/previous-secret.js";
import type { Secret } from "../tokens/secret-held.js";

/** Makes digests anew that were made under an older pepper or by another algorithm, when their token is used. */
export interface Redigester {
  /** In the background; drops what it cannot do soon, since the next use of the key brings it again. */
  schedule(key: CachedKey, secret: Secret, token: string): void;
  /** Begins nothing more; resolves when the one under way has ended, or after five seconds. */
  close(): Promise<void>;
}

const MOST_WAITING = 100;
const PATIENCE_MS = 5_000;

/**
 * The one write without a change row. It holds the head's lock, so that it is never at the same time as a rotation,
 * and writes only to a row of the version it has read: a late one never brings an older token back.
 */
export function redigester(ring: KeyringContext): Redigester {
  const waiting = new Map<string, () => Promise<void>>();
  /** What is in memory keeps the digest it was read with: those that were made anew. */
  const done: Record<Secret, WeakSet<CachedKey>> = { current: new WeakSet(), previous: new WeakSet() };
  let working: Promise<void> | null = null;
  let closed = false;

  async function renew({ record }: CachedKey, secret: Secret, token: string): Promise<void> {
    const foreign = ring.tokens.parseForeign(token) ?? undefined;
    const kept = isDigestCurrent(ring, record, secret, foreign?.isWeak);
    if (kept && renewedLookup(record, foreign, ring) === record.lookup) return;
    const digest = kept ? null : await ring.digests.create({ id: record.id, token, foreign });
    await ring.store.transact(async (tx) => {
      const row = await tx.findKey({ id: record.id });
      if (row?.id !== record.id || row.version !== record.version || row.revokedAt !== null) return;
      await tx.updateKey({ ...renewed(row, secret, digest), lookup: renewedLookup(row, foreign, ring) });
    });
  }

  async function work(): Promise<void> {
    for (const [id, job] of waiting) {
      // A store that is busy or away: the next use tries again.
      await job().catch(() => undefined);
      waiting.delete(id);
    }
    working = null;
  }

  function schedule(key: CachedKey, secret: Secret, token: string): void {
    if (key.record.revokedAt !== null || isCurrent(ring, key, secret) || done[secret].has(key)) return;
    const { id } = key.record;
    if (closed || waiting.has(id) || waiting.size >= MOST_WAITING) return;
    waiting.set(id, () => renew(key, secret, token).then(() => void done[secret].add(key)));
    working ??= Promise.resolve().then(work);
  }

  async function close(): Promise<void> {
    closed = true;
    const running = working;
    for (const id of [...waiting.keys()].slice(1)) waiting.delete(id);
    if (running !== null) await inTime(running, PATIENCE_MS, () => new Error("late")).catch(() => undefined);
  }

  return { schedule, close };
}

function isCurrent(ring: KeyringContext, { record }: CachedKey, secret: Secret): boolean {
  return isCurrentLookup(ring.peppers, record.lookup) && isDigestCurrent(ring, record, secret);
}

/** A weak token stays with a slow digest, and without one as it is. */
function isDigestCurrent(
  { digests, clock }: KeyringContext,
  record: KeyRecord,
  secret: Secret,
  isWeak = false,
): boolean {
  const digest = secret === "current" ? record.digest : previousSecret(record, clock.now())?.digest;
  // Its time is over.
  if (digest === undefined) return true;
  return isWeak ? digests.isCurrentOfWeak(digest) : digests.isCurrent(digest);
}

/** Under the newest pepper; spent where the token it was for has been replaced, and so nobody can make it anew. */
function renewedLookup(
  row: KeyRecord,
  foreign: ForeignToken | undefined,
  ring: KeyringContext,
): string | null {
  if (isCurrentLookup(ring.peppers, row.lookup)) return row.lookup;
  if (foreign !== undefined) return foreign.lookup;
  return previousSecret(row, ring.clock.now()) === null ? spentLookup(row.lookup) : row.lookup;
}

function renewed(row: KeyRecord, secret: Secret, digest: string | null): KeyRecord {
  if (digest === null) return row;
  if (secret === "current") return { ...row, digest };
  return { ...row, previousDigest: row.previousDigest && withDigest(row.previousDigest, digest) };
}
