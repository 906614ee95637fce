import type { ResolvedActor } from "../actors/resolve-actor.js";
import type { ChangeAction } from "../changes/change-record.js";
import { chainHash } from "../changes/hash-chain.js";
import { apiKey, type ApiKey } from "../keys/api-key.js";
import type { KeyRecord } from "../keys/key-record.js";
import type { StoreTransaction } from "../store/key-store.js";
import type { KeyringContext } from "../context/keyring-context.js";

/** A management operation on one key; `before` is null for a new one. */
export interface KeyChange {
  readonly action: ChangeAction;
  readonly before: KeyRecord | null;
  readonly after: KeyRecord;
  /** Further facts for the record, such as the reason of a revocation. */
  readonly note?: Readonly<Record<string, unknown>>;
}

/** Adds the change row of an operation within its transaction, chained to the row before. */
export async function recordChange(
  ring: KeyringContext,
  tx: StoreTransaction,
  actor: ResolvedActor,
  { action, before, after, note }: KeyChange,
): Promise<void> {
  const unchained = {
    seq: tx.head.lastSeq + 1,
    at: after.updatedAt,
    actorKind: actor.kind,
    actorId: actor.id,
    actorName: actor.name,
    action,
    target: after.id,
    ownerId: after.ownerId,
    orgId: after.orgId,
    address: actor.address,
    requestId: actor.requestId,
    detail: JSON.stringify({ ...difference(before, after), ...note }),
    previousHash: tx.head.lastHash,
  };
  const hash = chainHash(ring.peppers, unchained);
  await tx.appendChange(
    { ...unchained, hash },
    { lastSeq: unchained.seq, lastHash: hash, lastNumber: Math.max(tx.head.lastNumber, after.number) },
  );
}

/** The public fields that differ, as they were and as they are; all of them for a new key. */
function difference(before: KeyRecord | null, after: KeyRecord) {
  const then = before && recorded(before);
  const now = recorded(after);
  const changed = (Object.keys(now) as (keyof typeof now)[]).filter(
    (field) => then === null || JSON.stringify(then[field]) !== JSON.stringify(now[field]),
  );
  return { before: then && pick(then, changed), after: pick(now, changed) };
}

type Recorded = Omit<ApiKey, "status" | "createdAt" | "updatedAt" | "hint">;

function recorded(record: KeyRecord): Recorded {
  const {
    status: _status,
    createdAt: _createdAt,
    updatedAt: _updatedAt,
    hint: _hint,
    ...fields
  } = apiKey(record, 0);
  return fields;
}

function pick(fields: Recorded, names: readonly (keyof Recorded)[]): Partial<Recorded> {
  return Object.fromEntries(names.map((name) => [name, fields[name]]));
}
