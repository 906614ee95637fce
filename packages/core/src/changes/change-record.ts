/** What a management operation did. */
export type ChangeAction = "key.created" | "key.updated" | "key.revoked";

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
  /** The id of what was changed. */
  readonly target: string;
  readonly ownerId: string | null;
  readonly orgId: string | null;
  readonly address: string | null;
  readonly requestId: string | null;
  /** JSON text `{ before, after }` of the fields that changed; digests and tokens never appear in it. */
  readonly detail: string;
  readonly previousHash: string;
  /** `v<pepper version>$<HMAC-SHA-256, base64url>` over this row and `previousHash`. */
  readonly hash: string;
}
