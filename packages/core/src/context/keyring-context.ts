import type { Clock } from "../clock.js";
import type { DigestRegistry } from "../digests/digest-registry.js";
import type { Peppers } from "../digests/peppers.js";
import type { Seal } from "../digests/seal.js";
import type { Environment } from "../keys/key-record.js";
import type { Roles } from "../permissions/roles.js";
import type { KeyStore } from "../store/key-store.js";
import type { TokenFormat } from "../tokens/token-format.js";

/** What the operations of one keyring share: its options, checked and resolved once. */
export interface KeyringContext {
  readonly store: KeyStore;
  readonly clock: Clock;
  readonly tokens: TokenFormat;
  readonly digests: DigestRegistry;
  readonly peppers: Peppers;
  readonly cursors: Seal;
  readonly roles: Roles;
  /** The environment of new keys. */
  readonly env: Environment;
  readonly deadlines: Deadlines;
}

/** How long is waited for the store, in milliseconds. */
export interface Deadlines {
  /** For everything one verification waits for. */
  readonly verify: number;
  /** For each read of a management call. Writes are bounded by the store itself. */
  readonly manage: number;
}
