import type { ChangeAction } from "../changes/change-record.js";
import { difference } from "../context/difference.js";
import type { Facts } from "../context/facts.js";
import type { ChangeDraft } from "../context/writing.js";
import { apiKey, type ApiKey } from "../keys/api-key.js";
import type { KeyRecord } from "../keys/key-record.js";

/** A management operation on one key; `before` is null for a new one. */
export interface KeyChange {
  readonly action: ChangeAction;
  readonly before: KeyRecord | null;
  readonly after: KeyRecord;
  /** Further facts for the record, such as the reason of a revocation. */
  readonly note?: Readonly<Record<string, unknown>>;
}

/** What is recorded of an operation on a key: the public fields that differ, as they were and as they are. */
export async function keyChange(
  facts: Facts,
  { action, before, after, note }: KeyChange,
): Promise<ChangeDraft> {
  const then = before && recorded(before, await facts.roleName(before.role));
  const now = recorded(after, await facts.roleName(after.role));
  const { ownerId, orgId, projectId, id: target } = after;
  return { action, target, ownerId, orgId, projectId, detail: { ...difference(then, now), ...note } };
}

type Recorded = Omit<ApiKey, "status" | "createdAt" | "updatedAt" | "hint" | "lastUsedAt" | "rotation"> & {
  readonly overlapEndsAt: number | null;
};

function recorded(record: KeyRecord, role: string | null): Recorded {
  const {
    status: _status,
    createdAt: _createdAt,
    updatedAt: _updatedAt,
    hint: _hint,
    lastUsedAt: _lastUsedAt,
    rotation: _rotation,
    ...fields
  } = apiKey(record, { now: 0, role, lastUse: null });
  return { ...fields, overlapEndsAt: record.previousExpiresAt };
}
