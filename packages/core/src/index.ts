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
export { CHANGE_ACTIONS, type ChangeAction, type ChangeRecord } from "./changes/change-record.js";
export type { ChainFault, ChainVerdict, Checkpoint } from "./changes/chain-verdict.js";
export type { Change } from "./changes/change.js";
export type { ListChanges } from "./changes/change-query.js";
export type { ChangesApi } from "./changes/changes-api.js";
export type { ChangePage } from "./changes/list-changes.js";
export type { VerifyChainOptions } from "./changes/verify-chain.js";
export type {
  DigestAlgorithm,
  DigestFactory,
  DigestMatch,
  DigestSubject,
  ForeignSubject,
} from "./digests/digest.js";
export type { Pepper, Peppers } from "./digests/peppers.js";
export type { SealingKey } from "./digests/token-seal.js";
export type { ForeignHmac, ForeignTokens } from "./foreign/foreign-tokens.js";
export type { ApiKey, Rotation } from "./keys/api-key.js";
export { KEY_LIMITS } from "./keys/key-limits.js";
export { foldName, type Environment, type KeyRecord, type KeyRef, type RowRef } from "./keys/key-record.js";
export { keyRules, type Rule } from "./keys/key-rules.js";
export { KEY_STATUSES, type KeyStatus } from "./keys/key-status.js";
export { createKeyring } from "./keyring/create-keyring.js";
export type { KeyringOptions } from "./keyring/keyring-options.js";
export { KEY_SORTS } from "./keys/list-input.js";
export type { Lazy } from "./context/lazy.js";
export type { CreatedKey } from "./keyring/create-key.js";
export type { ImportKey } from "./keyring/import-input.js";
export type { ImportOptions, ImportOutcome, TokenStrength } from "./keyring/import-outcome.js";
export type { Introspection } from "./keyring/introspect-token.js";
export type { Keyring } from "./keyring/keyring.js";
export type { NoOptions } from "./keyring/no-options.js";
export type { PruneOptions, Pruned } from "./keyring/prune.js";
export type { PurgeOptions, Purged } from "./keyring/purge-keys.js";
export type { RevokeOptions } from "./keyring/revoke-key.js";
export type { RotateOptions } from "./keyring/rotate-key.js";
export type { Self } from "./keyring/self.js";
export type { UpdateCondition } from "./keyring/update-key.js";
export type { KeyUsage } from "./keyring/usage.js";
export type { UsageOptions } from "./keyring/usage-range.js";
export type { CreateKey } from "./keys/create-input.js";
export type { ListKeys } from "./keys/list-input.js";
export type { UpdateKey } from "./keys/update-input.js";
export type { KeyPage } from "./listing/list-keys.js";
export { allowanceLeft, allowanceTaken, windowSeconds } from "./limits/allowance.js";
export type { Allowance, Limiter, RateLimit } from "./limits/limiter.js";
export { memoryLimiter } from "./limits/memory-limiter.js";
export { failure, tookTooLong } from "./application-outage.js";
export { ageOf, momentOf, type Moment } from "./moment.js";
export { outageWarning, type OutageWarning } from "./outage-warning.js";
export { addressBlock, normalAddress } from "./networks/address.js";
export type { FindOwner, Owner } from "./owners/owner.js";
export type { Catalogue, CatalogueEntry } from "./permissions/catalogue.js";
export type { PolicyOptions } from "./policy/policy.js";
export type { ChangeHint, Push } from "./push/push.js";
export type { RoleRecord } from "./roles/role-record.js";
export type { CreateRole, ListRoles, Role, RolePage, RolesApi, UpdateRole } from "./roles/roles-api.js";
export type { ScopeEntry, Scopes } from "./scopes/scopes.js";
export type { LastUse, UsageBatch, UsageHour, UsageQuery } from "./usage/usage-record.js";
export { covers, isPermission } from "./permissions/permission.js";
export type { FormattedToken, TokenFormat, TokenSubject } from "./tokens/token-format.js";
export { tokenShape, type TokenShape } from "./tokens/token-shape.js";
export type { Roles } from "./permissions/roles.js";
export type { OrLater } from "./or-later.js";
export type { Deadlines } from "./context/keyring-context.js";
export type {
  ChangeScan,
  CountRange,
  Erasure,
  Head,
  KeyScan,
  KeyStore,
  RoleQuery,
  ScanRange,
  StoreTransaction,
  Survey,
  SurveyedColumn,
} from "./store/key-store.js";
export type { Observation } from "./verdicts/observation.js";
export type { Identity, IdentityVerdict } from "./verdicts/identity.js";
export { identityPrincipal, type IdentityFields } from "./verdicts/identity-principal.js";
export type { ApiKeyPrincipal, IdentityPrincipal, Principal } from "./verdicts/principal.js";
export type { LimitState, RefusalReason, Verdict, VerifyOrigin } from "./verdicts/verdict.js";
