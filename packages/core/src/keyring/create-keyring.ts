import { systemClock, type Clock } from "../clock.js";
import { checkOptionNames, ConfigurationError } from "../configuration-error.js";
import type { DigestFactory } from "../digests/digest.js";
import { digestRegistry } from "../digests/digest-registry.js";
import { peppersOf, type Pepper } from "../digests/peppers.js";
import { listKeys } from "../listing/list-keys.js";
import { keyRules } from "../keys/key-rules.js";
import { isPermission } from "../permissions/permission.js";
import type { Roles } from "../permissions/roles.js";
import type { KeyStore } from "../store/key-store.js";
import { tokenFormat } from "../tokens/token-format.js";
import { verifier } from "../verification/verify.js";
import type { Deadlines, KeyringContext } from "./context.js";
import { createKey } from "./create-key.js";
import { getKey } from "./get-key.js";
import type { Keyring } from "./keyring.js";
import { revokeKey } from "./revoke-key.js";
import { selfOf } from "./self.js";
import { updateKey } from "./update-key.js";

export interface KeyringOptions {
  /** Where keys are kept: `knexStore(db)`, or `memoryStore()` in tests. */
  readonly store: KeyStore;
  /** What tokens begin with, `[a-z][a-z0-9]{1,15}`; of a list the first mints and all are accepted. Default `"key"`. */
  readonly prefix?: string | readonly string[];
  /**
   * Secrets outside the database, newest first, each of 32 bytes or more; a secret that is undefined throws here.
   * `"none"` goes without: plain SHA-256 digests, and a chain of changes that finds accidents only.
   */
  readonly peppers: readonly Pepper[] | "none";
  /** Further digests, such as `bcryptDigest()` of `@latchkey/core/bcrypt`. */
  readonly digests?: readonly DigestFactory[];
  /** The name of the digest for new tokens; default `"hmac-sha256"`. */
  readonly digest?: string;
  /** Built-in roles: names and their permissions. */
  readonly roles?: Roles;
  /** Where the time comes from. */
  readonly clock?: Clock;
  /** Milliseconds to wait for the store: `verify` (default 750), `manage` (default 5,000). */
  readonly deadlines?: Partial<Deadlines>;
}

/**
 * Makes a keyring over a store. Wrong options throw here and name the option, what is wrong and the remedy.
 *
 * @example
 * const keyring = createKeyring({
 *   store: knexStore(db),
 *   prefix: "acme",
 *   peppers: [{ version: 1, secret: process.env.LATCHKEY_PEPPER }],
 *   roles: { reader: ["bundles:read"], admin: ["*:*"] },
 * });
 */
export function createKeyring(options: KeyringOptions): Keyring {
  const ring = contextOf(options);
  const { verify, verifySync } = verifier(ring);

  return Object.freeze<Keyring>({
    create: (input, actor) => createKey(ring, input, actor),
    get: (ref, actor) => getKey(ring, ref, actor),
    list: (query, actor) => listKeys(ring, query, actor),
    update: (ref, changes, actor, condition) => updateKey(ring, ref, changes, actor, condition),
    revoke: (ref, actor, { reason } = {}) => revokeKey(ring, ref, actor, reason),
    self: (actor) => selfOf(ring, actor),
    verify,
    verifySync,
  });
}

const OPTIONS = ["store", "prefix", "peppers", "digests", "digest", "roles", "clock", "deadlines"];
const PREFIX = /^[a-z][a-z0-9]{1,15}$/;
const DEADLINES: Deadlines = { verify: 750, manage: 5_000 };

function contextOf(options: KeyringOptions): KeyringContext {
  checkOptionNames("createKeyring", options, OPTIONS);
  const peppers = peppersOf(options.peppers);
  if (peppers.newest === undefined) warnOfNoPepper();
  return {
    store: checkedStore(options.store),
    clock: options.clock ?? systemClock,
    tokens: tokenFormat(checkedPrefixes(options.prefix ?? "key"), ["live"]),
    digests: digestRegistry(peppers, options.digests ?? [], options.digest),
    peppers,
    roles: checkedRoles(options.roles ?? {}),
    env: "live",
    deadlines: checkedDeadlines(options.deadlines ?? {}),
  };
}

function warnOfNoPepper(): void {
  process.emitWarning('peppers: "none": whoever can write to the key store can make keys of their own', {
    type: "LatchkeyWarning",
    code: "LATCHKEY_NO_PEPPER",
  });
}

function checkedStore(store: unknown): KeyStore {
  if (typeof (store as KeyStore | undefined)?.transact === "function") return store as KeyStore;
  throw new ConfigurationError("store", "must be a key store, such as knexStore(db) of @latchkey/knex");
}

function checkedPrefixes(prefix: string | readonly string[]): readonly [string, ...string[]] {
  const [first, ...others] = typeof prefix === "string" ? [prefix] : prefix;
  const right =
    first !== undefined && [first, ...others].every((each) => typeof each === "string" && PREFIX.test(each));
  if (right && first !== undefined) return [first, ...others];
  throw new ConfigurationError(
    "prefix",
    "must be 2 to 16 characters a-z and 0-9, a letter first, or a list of such",
  );
}

function checkedRoles(roles: Roles): Roles {
  for (const [name, permissions] of Object.entries(roles)) {
    const fault = keyRules.role(name);
    if (fault !== undefined) throw new ConfigurationError(`roles["${name}"]`, `has a name that ${fault}`);
    const wrong = Array.isArray(permissions)
      ? permissions.find((permission) => !isPermission(permission))
      : permissions;
    if (wrong !== undefined) {
      throw new ConfigurationError(`roles.${name}`, 'must be a list of permissions like "bundles:read"');
    }
  }
  return Object.fromEntries(Object.entries(roles).map(([name, permissions]) => [name, [...permissions]]));
}

function checkedDeadlines(deadlines: Partial<Deadlines>): Deadlines {
  checkOptionNames("deadlines", deadlines, Object.keys(DEADLINES));
  for (const [name, value] of Object.entries(deadlines)) {
    const right = Number.isInteger(value) && value >= 1 && value <= 60_000;
    if (!right) throw new ConfigurationError(`deadlines.${name}`, "must be 1 to 60,000 milliseconds");
  }
  return { ...DEADLINES, ...deadlines };
}
