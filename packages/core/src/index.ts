export {
  LatchkeyError,
  type ErrorCode,
  type FieldError,
  type LatchkeyErrorOptions,
} from "./latchkey-error.js";
export { checkOptionNames, ConfigurationError } from "./configuration-error.js";
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
export { KEY_SORTS } from "./keyring/keyring.js";
export type {
  CreatedKey,
  CreateKey,
  Keyring,
  KeyPage,
  Lazy,
  ListKeys,
  RevokeOptions,
  Self,
  UpdateCondition,
  UpdateKey,
} from "./keyring/keyring.js";
export { covers, isPermission } from "./permissions/permission.js";
export type { Roles } from "./permissions/roles.js";
export type { Deadlines } from "./keyring/context.js";
export type { Head, KeyScan, KeyStore, ScanRange, StoreTransaction } from "./store/key-store.js";
export type { Principal } from "./verification/principal.js";
export type { RefusalReason, Verdict } from "./verification/verdict.js";
