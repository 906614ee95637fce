import type { ChangeAction } from "../changes/change-record.js";
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

/** All fields for a new key. */
function difference(then: Recorded | null, now: Recorded) {
  const changed = (Object.keys(now) as (keyof Recorded)[]).filter(
    (field) => then === null || JSON.stringify(then[field]) !== JSON.stringify(now[field]),
  );
  return { before: then && pick(then, changed), after: pick(now, changed) };
}

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

function pick(fields: Recorded, names: readonly (keyof Recorded)[]): Partial<Recorded> {
  return Object.fromEntries(names.map((name) => [name, fields[name]]));
}
