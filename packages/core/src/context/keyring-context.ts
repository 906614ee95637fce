import type { Clock } from "../clock.js";
import type { DigestRegistry } from "../digests/digest-registry.js";
import type { Peppers } from "../digests/peppers.js";
import type { Seal } from "../digests/seal.js";
import type { TokenSeal } from "../digests/token-seal.js";
import type { ForeignKinds } from "../foreign/foreign-kinds.js";
import type { Environment } from "../keys/key-record.js";
import type { Limiter } from "../limits/limiter.js";
import type { OwnerDirectory } from "../owners/owner-directory.js";
import type { Catalogue } from "../permissions/catalogue.js";
import type { Roles } from "../permissions/roles.js";
import type { Policy } from "../policy/policy.js";
import type { Push } from "../push/push.js";
import type { Scopes } from "../scopes/scopes.js";
import type { KeyStore } from "../store/key-store.js";
import type { TokenFormat } from "../tokens/token-format.js";
import type { Tokens } from "../tokens/tokens.js";
import type { Observation } from "../verdicts/observation.js";
import type { ChangeFeed } from "./change-feed.js";

/** What the operations of one keyring share: its options, checked and resolved once. */
export interface KeyringContext {
  readonly store: KeyStore;
  readonly clock: Required<Clock>;
  readonly tokens: Tokens;
  /** The kinds of other systems' tokens. */
  readonly foreign: ForeignKinds;
  readonly digests: DigestRegistry;
  readonly peppers: Peppers;
  readonly cursors: Seal;
  /** Where rows keep tokens sealed, to be shown again. */
  readonly tokenSeal: TokenSeal | null;
  /** The format that makes tokens again to show them. */
  readonly resigning: TokenFormat | null;
  /** The built-in ones. */
  readonly roles: Roles;
  readonly catalogue: Catalogue;
  readonly scopes: Scopes | null;
  /** Null where the application has not said what it knows of owners. */
  readonly owners: OwnerDirectory | null;
  readonly policy: Policy;
  /** What `verify` accepts; the first is that of new keys. */
  readonly environments: readonly [Environment, ...Environment[]];
  readonly deadlines: Deadlines;
  /** The most records kept in memory; 0 reads the row each time. */
  readonly cacheSize: number;
  readonly limiter: Limiter;
  /** How many failed authentications one address may make; null for any number. */
  readonly failures: { readonly requests: number; readonly seconds: number } | null;
  readonly push: Push;
  readonly feed: ChangeFeed;
  readonly onVerdict: ((observation: Observation) => void) | null;
}

/** How long is waited for the store, in milliseconds. */
export interface Deadlines {
  /** For everything one verification waits for. */
  readonly verify: number;
  /** For each read of a management call. Writes are bounded by the store itself. */
  readonly manage: number;
}
