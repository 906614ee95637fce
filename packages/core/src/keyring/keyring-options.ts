import { systemClock, type Clock } from "../clock.js";
import { checkOptionNames, ConfigurationError } from "../configuration-error.js";
import type { DigestFactory } from "../digests/digest.js";
import { digestRegistry } from "../digests/digest-registry.js";
import { peppersOf, type Pepper } from "../digests/peppers.js";
import { isPlainObject } from "../keys/is-plain-object.js";
import { keyRules } from "../keys/key-rules.js";
import { isPermission } from "../permissions/permission.js";
import type { Roles } from "../permissions/roles.js";
import type { KeyStore } from "../store/key-store.js";
import { sealFor } from "../digests/seal.js";
import { tokenFormat } from "../tokens/token-format.js";
import type { Deadlines, KeyringContext } from "../context/keyring-context.js";

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

/** Checks the options of a keyring, and resolves them once. */
export function keyringContext(options: KeyringOptions): KeyringContext {
  checkOptionNames("createKeyring", options, OPTIONS);
  const peppers = peppersOf(options.peppers);
  return {
    store: checkedStore(options.store),
    clock: checkedClock(options.clock ?? systemClock),
    tokens: tokenFormat(checkedPrefixes(options.prefix ?? "key"), ["live"]),
    digests: digestRegistry(peppers, checkedDigests(options.digests ?? []), options.digest),
    peppers,
    cursors: sealFor("latchkey list cursor", peppers),
    roles: checkedRoles(options.roles ?? {}),
    env: "live",
    deadlines: checkedDeadlines(options.deadlines ?? {}),
  };
}

const OPTIONS = ["store", "prefix", "peppers", "digests", "digest", "roles", "clock", "deadlines"];
const PREFIX = /^[a-z][a-z0-9]{1,15}$/;
const DEADLINES: Deadlines = { verify: 750, manage: 5_000 };

function checkedStore(store: unknown): KeyStore {
  const methods = (store ?? {}) as Partial<Record<keyof KeyStore, unknown>>;
  const all = [methods.findKey, methods.scanKeys, methods.readChanges, methods.transact];
  if (all.every((method) => typeof method === "function")) return store as KeyStore;
  throw new ConfigurationError("store", "must be a key store, such as knexStore(db) of @latchkey/knex");
}

function checkedClock(clock: unknown): Clock {
  if (typeof (clock as Partial<Clock>).now === "function") return clock as Clock;
  throw new ConfigurationError(
    "clock",
    "must be an object with a function now() that gives UTC milliseconds",
  );
}

function checkedPrefixes(prefix: unknown): readonly [string, ...string[]] {
  const [first, ...others] = Array.isArray(prefix) ? (prefix as unknown[]) : [prefix];
  if (isPrefix(first) && others.every(isPrefix)) return [first, ...others];
  throw new ConfigurationError(
    "prefix",
    "must be 2 to 16 characters a-z and 0-9, a letter first, or a list of such",
  );
}

function isPrefix(value: unknown): value is string {
  return typeof value === "string" && PREFIX.test(value);
}

function checkedDigests(digests: unknown): readonly DigestFactory[] {
  const given: readonly unknown[] | undefined = Array.isArray(digests) ? digests : undefined;
  if (given?.every((digest): digest is DigestFactory => typeof digest === "function")) return given;
  throw new ConfigurationError("digests", "must be a list of digests, such as [bcryptDigest()]");
}

function checkedRoles(roles: Roles): Roles {
  if (!isPlainObject(roles))
    throw new ConfigurationError("roles", 'must be names with permissions: { reader: ["bundles:read"] }');
  return Object.fromEntries(
    Object.entries(roles).map(([name, permissions]) => [name, checkedRole(name, permissions)]),
  );
}

function checkedRole(name: string, permissions: unknown): readonly string[] {
  const fault = keyRules.role(name);
  if (fault !== undefined) throw new ConfigurationError(`roles["${name}"]`, `has a name that ${fault}`);
  const copy: readonly unknown[] | undefined = Array.isArray(permissions)
    ? Array.from(permissions)
    : undefined;
  if (copy?.every(isPermission)) return copy;
  throw new ConfigurationError(`roles.${name}`, 'must be a list of permissions like "bundles:read"');
}

function checkedDeadlines(deadlines: Partial<Deadlines>): Deadlines {
  checkOptionNames("deadlines", deadlines, Object.keys(DEADLINES));
  for (const [name, value] of Object.entries(deadlines)) {
    const right = Number.isInteger(value) && value >= 1 && value <= 60_000;
    if (!right) throw new ConfigurationError(`deadlines.${name}`, "must be 1 to 60,000 milliseconds");
  }
  return { ...DEADLINES, ...deadlines };
}
