import type { ResolvedActor } from "../actors/resolve-actor.js";
import type { ChangeAction, ChangeRecord } from "../changes/change-record.js";
import { chainHash } from "../changes/hash-chain.js";
import { oneLineJson } from "../changes/one-line-json.js";
import { LatchkeyError } from "../latchkey-error.js";
import type { Owner } from "../owners/owner.js";
import type { StoreTransaction } from "../store/key-store.js";
import { factsUnderLock, type Facts } from "./facts.js";
import type { KeyringContext } from "./keyring-context.js";

/** One recorded operation before it has its place in the chain. */
export interface ChangeDraft {
  readonly action: ChangeAction;
  readonly target: string;
  readonly ownerId: string | null;
  readonly orgId: string | null;
  readonly projectId: string | null;
  /** Kept as JSON. Never holds a token, a digest or a seal. */
  readonly detail: Readonly<Record<string, unknown>>;
}

/** A management write while the head is locked. */
export interface Writing {
  readonly tx: StoreTransaction;
  readonly facts: Facts;
  /** The number of the next new key. */
  nextNumber(): number;
  /** Adds a change; it becomes part of the chain with all others when the work has ended. */
  record(actor: ResolvedActor, change: ChangeDraft): void;
}

/**
 * Runs a management write: everything in one transaction under the head's lock, with its changes chained as the last
 * step, and told to whatever this process keeps in memory before it is acknowledged. A fault tells them, too, since a
 * connection that is lost during the commit leaves open whether it was written.
 */
export async function write<T>(
  ring: KeyringContext,
  early: { readonly owners: ReadonlyMap<string, Owner | null> },
  work: (writing: Writing) => Promise<T>,
): Promise<T> {
  let changes: readonly ChangeRecord[] = [];
  try {
    return await ring.store.transact(async (tx) => {
      requirePepperedHead(ring, tx);
      const { writing, drafts, lastNumber } = writingOn(ring, tx, factsUnderLock(ring, tx, early));
      const result = await work(writing);
      changes = chained(ring, tx, drafts);
      const last = changes.at(-1);
      if (last !== undefined)
        await tx.appendChanges(changes, {
          lastSeq: last.seq,
          lastHash: last.hash,
          lastNumber: lastNumber(),
        });
      return result;
    });
  } finally {
    ring.feed.tell(changes);
    const last = changes.at(-1);
    if (last !== undefined) ring.push.publish({ seq: last.seq });
  }
}

/** A hash without a pepper can be anybody's: what is chained to it vouches for it. */
function requirePepperedHead({ peppers, digests }: KeyringContext, { head }: StoreTransaction): void {
  if (peppers.newest === undefined || !head.lastHash.startsWith("v0$") || digests.marks.includes("sha256$"))
    return;
  throw new LatchkeyError(
    "store_unavailable",
    'The record of changes ends without a pepper. If it was begun with `peppers: "none"`, set `acceptUnpeppered: true` ' +
      "for the first change under a pepper; if not, somebody has rewritten it.",
  );
}

type Unplaced = Omit<ChangeRecord, "seq" | "previousHash" | "hash">;

function writingOn(ring: KeyringContext, tx: StoreTransaction, facts: Facts) {
  const drafts: Unplaced[] = [];
  let number = tx.head.lastNumber;
  const writing: Writing = {
    tx,
    facts,
    nextNumber: () => ++number,
    record(actor, { detail, ...change }) {
      const { kind: actorKind, id: actorId, name: actorName, address, requestId } = actor;
      drafts.push({
        at: facts.now,
        actorKind,
        actorId,
        actorName,
        address,
        requestId,
        ...change,
        detail: oneLineJson(detail),
      });
    },
  };
  return { writing, drafts, lastNumber: () => number };
}

/** The changes with their places in the chain, behind the head. */
function chained(
  ring: KeyringContext,
  { head }: StoreTransaction,
  drafts: readonly Unplaced[],
): readonly ChangeRecord[] {
  const changes: ChangeRecord[] = [];
  for (const draft of drafts) {
    const last = changes.at(-1);
    const unchained = {
      ...draft,
      seq: (last?.seq ?? head.lastSeq) + 1,
      previousHash: last?.hash ?? head.lastHash,
    };
    changes.push({ ...unchained, hash: chainHash(ring.peppers, unchained) });
  }
  return changes;
}
