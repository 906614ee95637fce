import type { Actor } from "../actors/actor.js";
import type { Lazy } from "../context/lazy.js";
import type { ApiKey } from "../keys/api-key.js";
import type { CreateKey } from "../keys/create-input.js";
import type { KeyRef } from "../keys/key-record.js";
import type { ListKeys } from "../keys/list-input.js";
import type { UpdateKey } from "../keys/update-input.js";
import type { KeyPage } from "../listing/list-keys.js";
import type { Catalogue } from "../permissions/catalogue.js";
import type { ScopeEntry } from "../scopes/scopes.js";
import type { Verdict, VerifyOrigin } from "../verdicts/verdict.js";
import type { ChangesApi } from "../changes/changes-api.js";
import type { CreatedKey } from "./create-key.js";
import type { ImportKey } from "./import-input.js";
import type { ImportOptions, ImportOutcome } from "./import-outcome.js";
import type { Introspection } from "./introspect-token.js";
import type { NoOptions } from "./no-options.js";
import type { PruneOptions, Pruned } from "./prune.js";
import type { PurgeOptions, Purged } from "./purge-keys.js";
import type { RevokeOptions } from "./revoke-key.js";
import type { RolesApi } from "../roles/roles-api.js";
import type { RotateOptions } from "./rotate-key.js";
import type { Self } from "./self.js";
import type { UpdateCondition } from "./update-key.js";
import type { KeyUsage } from "./usage.js";
import type { UsageOptions } from "./usage-range.js";

/**
 * Issues keys, checks them, changes and revokes them. Management methods take the actor last, decide by that
 * actor's grants, and reject with a `LatchkeyError`; `verify` answers with a value and never throws.
 */
export interface Keyring {
  /**
   * Makes a key. The token is in the answer and nowhere else, unless tokens are retrievable. What is not named of
   * organization, project and owner comes from the actor.
   *
   * Codes: `insufficient_permissions`, `unknown_field`, `invalid_field`, `grant_required`, `out_of_reach`,
   * `ceiling_exceeded`, `quota_exceeded`, and what every management method can say: `invalid_token`, `key_revoked`,
   * `key_expired`, `key_disabled`, `key_not_yet_valid`, `owner_inactive`, `network_not_allowed` of an acting key,
   * `identity_unavailable`, `store_unavailable`, `store_busy`.
   *
   * @example
   * const { key, token } = await keyring.create({ orgId: "acme", role: "reader" }, systemActor("setup"));
   */
  create(input: Lazy<CreateKey>, actor: Actor): Promise<CreatedKey>;

  /**
   * Makes up to 1,000 keys in one transaction: all of them or none. Codes as `create`; paths of wrong fields begin
   * with the index of their input.
   */
  createMany(inputs: Lazy<readonly CreateKey[]>, actor: Actor): Promise<readonly CreatedKey[]>;

  /**
   * Brings along up to 1,000 keys of another system, whose tokens go on working: by the kinds of the option `foreign`. Each
   * is decided about by itself, as `create` does, and those that hold are written in one transaction; the outcomes are in
   * the order of the inputs. Importing the same keys again changes nothing. Rejects only with what concerns all of them:
   * `insufficient_permissions`, `invalid_request` for more inputs, and `busy` or `store_busy` when it is worth trying again.
   *
   * @example
   * const [outcome] = await keyring.import(
   *   [{ foreign: "legacy", publicPart: "k_81f3", hash: "$2b$10$…", name: "Build server", role: "reader" }],
   *   systemActor("import"),
   * );
   */
  import(
    inputs: Lazy<readonly ImportKey[]>,
    actor: Actor,
    options?: Lazy<ImportOptions>,
  ): Promise<readonly ImportOutcome[]>;

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

  /**
   * Gives a key a new token; id, number and history stay. The old token works on for `overlap` seconds, by default
   * those of the policy, and never past the key's expiry. While it does, rotating again is `rotation_in_progress`
   * unless with `overlap: 0`, which ends both older tokens. Codes: `not_found`, `insufficient_permissions`,
   * `invalid_field`, `ceiling_exceeded`, `rotation_in_progress`, `key_revoked`, `key_expired`.
   */
  rotate(ref: KeyRef, actor: Actor, options?: Lazy<RotateOptions>): Promise<CreatedKey>;

  /**
   * Ends a rotation's overlap: the old token is refused at once. Without one nothing changes. Codes: `not_found`,
   * `insufficient_permissions`, `key_revoked`.
   */
  endOverlap(ref: KeyRef, actor: Actor, options?: Lazy<NoOptions>): Promise<ApiKey>;

  /** Revokes a key for good; it is refused at once. Revoking a revoked key does nothing, unless with `once`. */
  revoke(ref: KeyRef, actor: Actor, options?: Lazy<RevokeOptions>): Promise<void>;

  /**
   * Removes keys that were revoked before a time, of those the actor may revoke; what they did stays in the record.
   * They go in batches: when it rejects, some may be gone. Codes: `insufficient_permissions`, `invalid_field`.
   */
  purge(options: Lazy<PurgeOptions>, actor: Actor): Promise<Purged>;

  /**
   * Shows the token of a key again, where tokens are retrievable; each time is one change. Codes: `not_found`,
   * `insufficient_permissions`, `ceiling_exceeded`, `key_revoked`, `key_expired`, `token_not_retrievable`; `busy` and
   * `store_busy` when it is worth trying again.
   */
  reveal(ref: KeyRef, actor: Actor, options?: Lazy<NoOptions>): Promise<string>;

  /**
   * The tokens of up to 200 keys by their ids, as a list shows them: of those keys that the actor may see the token
   * of, and that keep one; others are left out, without a fault. One change for each owner, organization and project
   * names the keys. Codes: `invalid_request` for more ids; `busy` and `store_busy` when it is worth trying again.
   */
  revealMany(ids: readonly string[], actor: Actor): Promise<ReadonlyMap<string, string>>;

  /** How often a key was used, by hour or day. Codes: `not_found`, `insufficient_permissions`, `invalid_field`. */
  usage(ref: KeyRef, actor: Actor, options?: Lazy<UsageOptions>): Promise<KeyUsage>;

  /**
   * What a token stands for that is accepted at this moment, for services that let it in themselves. Null for every
   * other, and for a key that the actor may not ask about: where no grant covers and reaches it, or the one that does
   * lacks `api-keys:introspect`. It does not count as a use of the key, and takes nothing from its limit; its networks
   * and its limit are for the service to apply. Codes: `insufficient_permissions`, `busy`.
   */
  introspect(token: Lazy<string>, actor: Actor): Promise<Introspection | null>;

  /**
   * Tells that what the application knows of an owner has changed: its keys are judged by it at once, everywhere. For
   * actors that hold everything: system actors, and users with a grant of `*:*` for `"*"`. Code: `invalid_field`.
   */
  ownerChanged(ownerId: string, actor: Actor): Promise<void>;

  /**
   * Removes old changes, behind which the chain still verifies, and old usage. For the system, and users who hold
   * `*:*` in a grant for `"*"`. With `changesBefore` it reads the whole chain first, as `changes.verify` does. Codes:
   * `insufficient_permissions`, `invalid_field`, `invalid_request` when the chain does not verify, and nothing is
   * removed then.
   */
  prune(options: Lazy<PruneOptions>, actor: Actor): Promise<Pruned>;

  /** Built-in and custom roles. */
  readonly roles: RolesApi;

  /** What was done, by whom. */
  readonly changes: ChangesApi;

  /** The permissions there are to give, in words. */
  permissions(): Catalogue;

  /** The organizations and projects of an actor. */
  scopes(actor: Actor): Promise<readonly ScopeEntry[]>;

  /** The actor as the keyring sees it at this moment: its grants, and its key if it is one. */
  self(actor: Actor): Promise<Self>;

  /**
   * Checks a token. The first call starts the background reader. What keeps it from finding out makes the verdict
   * `store_unavailable`, `identity_unavailable` or `busy`; it never rejects.
   */
  verify(token: string, origin?: VerifyOrigin): Promise<Verdict>;

  /**
   * Whether a text begins as this keyring's tokens do, whatever follows and whichever the environment: then it is for
   * `verify` alone, and not to be shown to others such as an identity server. Nothing of it is proven.
   */
  recognizes(token: string): boolean;

  /** The verdict when nothing must be awaited for it; otherwise undefined, and nothing has been counted. */
  verifySync(token: string, origin?: VerifyOrigin): Verdict | undefined;

  /**
   * Starts the background reader before the first request. Rejects when the store cannot be read, when its tables are
   * missing, and when rows need a pepper or a sealing key that is not configured.
   */
  start(): Promise<void>;

  /** Stops the background reader and writes the usage that has gathered. The keyring goes on working without a cache. */
  close(): Promise<void>;
}
