import type { Actor } from "../actors/actor.js";
import type { Lazy } from "../context/lazy.js";
import type { ApiKey } from "../keys/api-key.js";
import type { CreateKey } from "../keys/create-input.js";
import type { KeyRef } from "../keys/key-record.js";
import type { ListKeys } from "../keys/list-input.js";
import type { UpdateKey } from "../keys/update-input.js";
import type { KeyPage } from "../listing/list-keys.js";
import type { Verdict } from "../verification/verdict.js";
import type { CreatedKey } from "./create-key.js";
import type { RevokeOptions } from "./revoke-key.js";
import type { Self } from "./self.js";
import type { UpdateCondition } from "./update-key.js";

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
  update(
    ref: KeyRef,
    changes: Lazy<UpdateKey>,
    actor: Actor,
    condition?: Lazy<UpdateCondition>,
  ): Promise<ApiKey>;

  /** Revokes a key for good; it is refused at once. Revoking a revoked key does nothing. */
  revoke(ref: KeyRef, actor: Actor, options?: Lazy<RevokeOptions>): Promise<void>;

  /** The actor as the keyring sees it at this moment: its grants, and its key if it is one. */
  self(actor: Actor): Promise<Self>;

  /** Checks a token. A store that does not answer in time makes the verdict `store_unavailable`. */
  verify(token: string): Promise<Verdict>;

  /** The verdict when none of it must be awaited, such as for a malformed token; otherwise undefined. */
  verifySync(token: string): Verdict | undefined;
}
