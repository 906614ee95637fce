import { fullClock, systemClock, type Clock } from "../clock.js";
import { checkOptionNames, ConfigurationError } from "../configuration-error.js";
import type { DigestFactory } from "../digests/digest.js";
import { digestRegistry } from "../digests/digest-registry.js";
import { peppersOf, type Pepper } from "../digests/peppers.js";
import { isPlainObject } from "../keys/is-plain-object.js";
import { keyRules } from "../keys/key-rules.js";
import { catalogueOf } from "../permissions/catalogue.js";
import { isPermission } from "../permissions/permission.js";
import type { Roles } from "../permissions/roles.js";
import type { KeyStore } from "../store/key-store.js";
import { sealFor } from "../digests/seal.js";
import { tokenFormat } from "../tokens/token-format.js";
import { changeFeed } from "../context/change-feed.js";
import type { Deadlines, KeyringContext } from "../context/keyring-context.js";
import { tokenSealOf, type SealingKey } from "../digests/token-seal.js";
import type { Environment } from "../keys/key-record.js";
import type { Limiter, RateLimit } from "../limits/limiter.js";
import { memoryLimiter } from "../limits/memory-limiter.js";
import type { FindOwner } from "../owners/owner.js";
import { ownerDirectory } from "../owners/owner-directory.js";
import { checkedPolicy, type PolicyOptions } from "../policy/policy.js";
import type { Push } from "../push/push.js";
import { checkedScopes } from "../scopes/checked-scopes.js";
import type { Scopes } from "../scopes/scopes.js";
import type { Observation } from "../verification/observation.js";

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
  /** What permissions there are to give, each with a line of text; shown by `GET /permissions`. */
  readonly permissions?: Readonly<Record<string, string>>;
  /** What the application knows of organizations and projects; without it every pair is taken as given. */
  readonly scopes?: Scopes;
  /** What the application knows of owners; without it every owner is active, and no key can inherit. */
  readonly owners?: FindOwner;
  /** Quotas, lifetimes and the overlap of rotations. */
  readonly policy?: PolicyOptions;
  /** What `verify` accepts, of `live` and `test`; the first is that of new keys. Default `["live"]`. */
  readonly environments?: readonly Environment[];
  /** Accepts rows from before there were peppers, and makes their digests anew when they are used; default false. */
  readonly acceptUnpeppered?: boolean;
  /** `"once"` (default): a token is in the answer to create and rotate, and nowhere else. With sealing keys, newest first, it can be shown again. */
  readonly reveal?: "once" | { readonly sealingKeys: readonly SealingKey[] };
  /** How many keys are kept in memory, default 10,000; `false` reads the row each time. */
  readonly cache?: false | { readonly max?: number };
  /** Where the limits of keys are counted; default in this process. `redisLimiter(client)` of `@latchkey/redis` shares them. */
  readonly limiter?: Limiter;
  /** How many failed authentications one address may make, default `{ requests: 300, seconds: 60 }`; `false` is any number. */
  readonly failures?: false | RateLimit;
  /** Brings changes from other processes in milliseconds: `redisPush(client)` of `@latchkey/redis`. */
  readonly push?: Push;
  /** Called with every verdict, for logs and metrics. What it throws is dropped, with one process warning. */
  readonly onVerdict?: (observation: Observation) => void;
  /** Where the time comes from. */
  readonly clock?: Clock;
  /** Milliseconds to wait for the store: `verify` (default 750), `manage` (default 5,000). */
  readonly deadlines?: Partial<Deadlines>;
}

/** Checks the options of a keyring, and resolves them once. */
export function keyringContext(options: KeyringOptions): KeyringContext {
  checkOptionNames("createKeyring", options, OPTIONS);
  const peppers = peppersOf(options.peppers);
  const roles = checkedRoles(options.roles ?? {});
  const environments = checkedEnvironments(options.environments ?? ["live"]);
  const clock = fullClock(checkedClock(options.clock ?? systemClock));
  const deadlines = checkedDeadlines(options.deadlines ?? {});
  const feed = changeFeed();
  return {
    store: checkedStore(options.store),
    clock,
    tokens: tokenFormat(checkedPrefixes(options.prefix ?? "key"), environments),
    digests: digestRegistry(
      peppers,
      checkedDigests(options.digests ?? []),
      options.digest,
      checkedSwitch("acceptUnpeppered", options.acceptUnpeppered ?? false),
    ),
    peppers,
    cursors: sealFor("latchkey list cursor", peppers),
    tokenSeal: tokenSealOf(options.reveal ?? "once"),
    roles,
    catalogue: catalogueOf(options.permissions ?? {}),
    scopes: options.scopes === undefined ? null : checkedScopes(options.scopes, deadlines.manage),
    owners:
      options.owners === undefined
        ? null
        : ownerDirectory(options.owners, { clock, deadline: deadlines.verify, feed }),
    policy: checkedPolicy(options.policy ?? {}, roles),
    environments,
    deadlines,
    cacheSize: checkedCache(options.cache ?? {}),
    limiter: options.limiter ?? memoryLimiter(),
    failures: checkedFailures(options.failures ?? { requests: 300, seconds: 60 }),
    push: options.push ?? null,
    feed,
    onVerdict: options.onVerdict ?? null,
  };
}

const OPTIONS = [
  "store",
  "prefix",
  "peppers",
  "digests",
  "digest",
  "roles",
  "permissions",
  "scopes",
  "owners",
  "policy",
  "environments",
  "acceptUnpeppered",
  "reveal",
  "cache",
  "limiter",
  "failures",
  "push",
  "onVerdict",
  "clock",
  "deadlines",
];
const PREFIX = /^[a-z][a-z0-9]{1,15}$/;
const DEADLINES: Deadlines = { verify: 750, manage: 5_000 };

function checkedStore(store: unknown): KeyStore {
  const methods = (store ?? {}) as Partial<Record<keyof KeyStore, unknown>>;
  if (STORE.every((method) => typeof methods[method] === "function")) return store as KeyStore;
  throw new ConfigurationError("store", "must be a key store, such as knexStore(db) of @latchkey/knex");
}

const STORE = [
  "findKey",
  "scanKeys",
  "findRoles",
  "scanChanges",
  "readUsage",
  "addUsage",
  "survey",
  "transact",
] as const satisfies readonly (keyof KeyStore)[];

function checkedEnvironments(environments: unknown): readonly [Environment, ...Environment[]] {
  const [first, ...others]: unknown[] = Array.isArray(environments) ? environments : [];
  const known = (value: unknown): value is Environment => value === "live" || value === "test";
  if (known(first) && others.every(known) && !others.includes(first)) return [first, ...others];
  throw new ConfigurationError("environments", 'must be a list of "live", "test" or both, each once');
}

function checkedClock(clock: unknown): Clock {
  if (typeof (clock as Partial<Clock>).now === "function") return clock as Clock;
  throw new ConfigurationError(
    "clock",
    "must be an object with a function now() that gives UTC milliseconds",
  );
}

function checkedCache(cache: NonNullable<KeyringOptions["cache"]>): number {
  if (cache === false) return 0;
  checkOptionNames("cache", cache, ["max"]);
  const { max = 10_000 } = cache;
  if (Number.isInteger(max) && max >= 1 && max <= 10_000_000) return max;
  throw new ConfigurationError(
    "cache.max",
    "must be 1 to 10,000,000 keys; `cache: false` reads the row each time",
  );
}

function checkedFailures(failures: false | RateLimit): RateLimit | null {
  if (failures === false) return null;
  checkOptionNames("failures", failures, ["requests", "seconds"]);
  const { requests, seconds } = failures;
  const right = [requests, seconds].every((value) => Number.isInteger(value) && value >= 1);
  if (right && seconds <= 86_400) return { requests, seconds };
  throw new ConfigurationError(
    "failures",
    "must be whole numbers such as { requests: 300, seconds: 60 }, or false",
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

function checkedSwitch(option: string, value: unknown): boolean {
  if (typeof value === "boolean") return value;
  throw new ConfigurationError(option, "must be true or false");
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
