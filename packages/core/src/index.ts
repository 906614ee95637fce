export {
  LatchkeyError,
  type ErrorCode,
  type FieldError,
  type LatchkeyErrorOptions,
} from "./latchkey-error.js";
export { checkOptionNames, ConfigurationError } from "./configuration-error.js";
export { fieldPath } from "./field-path.js";
export { inTime } from "./in-time.js";
export { invalidFields } from "./keys/field-errors.js";
export { systemClock, type Clock } from "./clock.js";
export {
  keyActor,
  systemActor,
  type Actor,
  type Grant,
  type KeyActor,
  type Origin,
  type Reach,
  type SystemActor,
  type UserActor,
} from "./actors/actor.js";
export type { ChangeAction, ChangeRecord } from "./changes/change-record.js";
export type { DigestAlgorithm, DigestFactory, DigestMatch, DigestSubject } from "./digests/digest.js";
export type { Pepper, Peppers } from "./digests/peppers.js";
export type { ApiKey } from "./keys/api-key.js";
export { KEY_LIMITS } from "./keys/key-limits.js";
export { foldName, type Environment, type KeyRecord, type KeyRef } from "./keys/key-record.js";
export { keyRules, type Rule } from "./keys/key-rules.js";
export { KEY_STATUSES, type KeyStatus } from "./keys/key-status.js";
export { createKeyring } from "./keyring/create-keyring.js";
export type { KeyringOptions } from "./keyring/keyring-options.js";
export { KEY_SORTS } from "./keys/list-input.js";
export type { Lazy } from "./context/lazy.js";
export type { CreatedKey } from "./keyring/create-key.js";
export type { Keyring } from "./keyring/keyring.js";
export type { RevokeOptions } from "./keyring/revoke-key.js";
export type { Self } from "./keyring/self.js";
export type { UpdateCondition } from "./keyring/update-key.js";
export type { CreateKey } from "./keys/create-input.js";
export type { ListKeys } from "./keys/list-input.js";
export type { UpdateKey } from "./keys/update-input.js";
export type { KeyPage } from "./listing/list-keys.js";
export { covers, isPermission } from "./permissions/permission.js";
export type { Roles } from "./permissions/roles.js";
export type { Deadlines } from "./context/keyring-context.js";
export type { Head, KeyScan, KeyStore, ScanRange, StoreTransaction } from "./store/key-store.js";
export type { Principal } from "./verification/principal.js";
export type { RefusalReason, Verdict } from "./verification/verdict.js";
