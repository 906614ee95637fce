/** What management operations there are to record. */
export const CHANGE_ACTIONS = [
  "key.created",
  "key.updated",
  "key.rotated",
  "key.overlap_ended",
  "key.revoked",
  "key.purged",
  /** Tokens were shown again; `detail` names the keys, of which the target is the first. */
  "tokens_revealed",
  "role.created",
  "role.updated",
  "role.deleted",
  /** What the application knows of an owner has changed; the target is the owner. */
  "owner.changed",
  /** Older changes were removed; `detail` says from where on the chain goes on. */
  "changes.pruned",
] as const;

/** What a management operation did. */
export type ChangeAction = (typeof CHANGE_ACTIONS)[number];

/** One recorded management operation: an audit entry and an invalidation in one row. Never holds a secret. */
export interface ChangeRecord {
  /** 1, 2, 3 … in commit order, without a gap. */
  readonly seq: number;
  /** UTC milliseconds. */
  readonly at: number;
  readonly actorKind: "user" | "key" | "system";
  readonly actorId: string;
  readonly actorName: string | null;
  readonly action: ChangeAction;
  /** The id of what was changed: of a key, a role or an owner. */
  readonly target: string;
  readonly ownerId: string | null;
  readonly orgId: string | null;
  readonly projectId: string | null;
  readonly address: string | null;
  readonly requestId: string | null;
  /** JSON text `{ before, after }` of the fields that changed; digests and tokens never appear in it. */
  readonly detail: string;
  readonly previousHash: string;
  /** `v<pepper version>$<HMAC-SHA-256, base64url>` over this row and `previousHash`. */
  readonly hash: string;
}
