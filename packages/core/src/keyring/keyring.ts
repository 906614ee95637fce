import type { Actor, Grant } from "../actors/actor.js";
import type { ApiKey } from "../keys/api-key.js";
import type { KeyRef } from "../keys/key-record.js";
import type { KeyStatus } from "../keys/key-status.js";
import type { Verdict } from "../verification/verdict.js";

/**
 * Issues keys, checks them, changes and revokes them. Management methods take the actor last, decide by that
 * actor's grants, and reject with a `LatchkeyError`; `verify` answers with a value and never throws.
 */
export interface Keyring {
  /**
   * Makes a key. The token is in the answer and nowhere else. What is not named of organization, project and owner
   * comes from the actor.
   *
   * Codes: `insufficient_permissions`, `unknown_field`, `invalid_field`, `grant_required`, `out_of_reach`,
   * `ceiling_exceeded`, and what every management method can say: `invalid_token`, `key_revoked`, `key_expired`,
   * `key_disabled`, `key_not_yet_valid` of an acting key, `store_unavailable`, `store_busy`.
   *
   * @example
   * const { key, token } = await keyring.create({ orgId: "acme", role: "reader" }, systemActor("setup"));
   */
  create(input: Lazy<CreateKey>, actor: Actor): Promise<CreatedKey>;

  /** The key. `not_found` when there is none or the actor's grants do not cover it. */
  get(ref: KeyRef, actor: Actor): Promise<ApiKey>;

  /**
   * One page of the keys that the actor's grants with `api-keys:read` cover. A page examines at most 2,000 rows, so
   * it may hold fewer than `limit`, even none, and still have a `nextCursor`. Codes: `invalid_field`, `invalid_cursor`.
   */
  list(query: Lazy<ListKeys>, actor: Actor): Promise<KeyPage>;

  /**
   * Changes a key; what is not named stays. An update that changes nothing writes nothing. Codes: `not_found`,
   * `insufficient_permissions`, `unknown_field`, `invalid_field`, `grant_required`, `key_revoked`,
   * `version_mismatch`, `ceiling_exceeded`.
   */
  update(ref: KeyRef, changes: Lazy<UpdateKey>, actor: Actor, condition?: UpdateCondition): Promise<ApiKey>;

  /** Revokes a key for good; it is refused at once. Revoking a revoked key does nothing. */
  revoke(ref: KeyRef, actor: Actor, options?: Lazy<RevokeOptions>): Promise<void>;

  /** The actor as the keyring sees it at this moment: its grants, and its key if it is one. */
  self(actor: Actor): Promise<Self>;

  /** Checks a token. A store that does not answer in time makes the verdict `store_unavailable`. */
  verify(token: string): Promise<Verdict>;

  /** The verdict when none of it must be awaited, such as for a malformed token; otherwise undefined. */
  verifySync(token: string): Verdict | undefined;
}

/** A value, or a function that is called once the actor was found to be allowed to ask at all. */
export type Lazy<T> = T | (() => T);

export interface CreateKey {
  /** 1 to 100 characters; default `API key <number>`. Need not be unique. */
  readonly name?: string | undefined;
  readonly orgId?: string | null | undefined;
  /** Needs an organization. */
  readonly projectId?: string | null | undefined;
  readonly ownerId?: string | null | undefined;
  /** The name of a built-in role. */
  readonly role?: string | null | undefined;
  /** Up to 100; `[]` grants nothing. */
  readonly permissions?: readonly string[] | null | undefined;
  /** UTC milliseconds; valid from then on. */
  readonly notBefore?: number | null | undefined;
  /** UTC milliseconds, in the future; not valid from then on. */
  readonly expiresAt?: number | null | undefined;
  /** JSON, up to 4 KB as text. */
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
  /** Up to 20 of up to 40 characters. */
  readonly tags?: readonly string[] | undefined;
}

export type UpdateKey = Omit<CreateKey, "orgId" | "projectId" | "ownerId"> & {
  /** false refuses the key until it is enabled again. */
  readonly enabled?: boolean | undefined;
};

export interface RevokeOptions {
  /** 1 to 200 characters, kept in the record of changes. */
  readonly reason?: string | undefined;
}

export interface UpdateCondition {
  /** Reject with `version_mismatch` unless the key has one of these versions. */
  readonly versions?: readonly number[] | undefined;
}

export interface CreatedKey {
  readonly key: ApiKey;
  readonly token: string;
}

export const KEY_SORTS = ["-created_at", "created_at", "name"] as const;

export interface ListKeys {
  /** 1 to 200, default 50. */
  readonly limit?: number | undefined;
  /** `nextCursor` of the page before, with the same filter and sort. */
  readonly cursor?: string | undefined;
  readonly orgId?: string | undefined;
  readonly projectId?: string | undefined;
  readonly ownerId?: string | undefined;
  readonly role?: string | undefined;
  /** Revoked keys are listed only when asked for. */
  readonly status?: KeyStatus | undefined;
  /** The beginning of a name, or exactly an id, a number or a hint. */
  readonly q?: string | undefined;
  readonly sort?: (typeof KEY_SORTS)[number] | undefined;
}

export interface KeyPage {
  readonly data: readonly ApiKey[];
  readonly nextCursor: string | null;
}

export interface Self {
  readonly kind: Actor["kind"];
  readonly id: string;
  readonly name: string | null;
  readonly grants: readonly Grant[];
  readonly key: ApiKey | null;
}
