import type { Clock } from "../clock.js";
import { checkOptionNames, ConfigurationError } from "../configuration-error.js";
import type { DigestFactory } from "../digests/digest.js";
import { isPlainObject } from "../keys/is-plain-object.js";
import { keyRules } from "../keys/key-rules.js";
import { isPermission } from "../permissions/permission.js";
import type { Roles } from "../permissions/roles.js";
import type { KeyStore } from "../store/key-store.js";
import type { TokenFormat } from "../tokens/token-format.js";
import type { Deadlines } from "../context/keyring-context.js";
import type { Environment } from "../keys/key-record.js";
import type { Limiter, RateLimit } from "../limits/limiter.js";
import type { Push } from "../push/push.js";
import type { Observation } from "../verdicts/observation.js";

type OnVerdict = (observation: Observation) => void;

const PREFIX = /^[a-z][a-z0-9]{1,15}$/;
const DEADLINES: Deadlines = { verify: 750, manage: 5_000 };

export function checkedStore(store: unknown): KeyStore {
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

export function checkedEnvironments(environments: unknown): readonly [Environment, ...Environment[]] {
  const [first, ...others] = Array.isArray(environments) ? (environments as readonly unknown[]) : [];
  const known = (value: unknown): value is Environment => value === "live" || value === "test";
  if (known(first) && others.every(known) && !others.includes(first)) return [first, ...others];
  throw new ConfigurationError("environments", 'must be a list of "live", "test" or both, each once');
}

export function checkedClock(clock: unknown): Clock {
  if (typeof (clock as Partial<Clock>).now === "function") return clock as Clock;
  throw new ConfigurationError(
    "clock",
    "must be an object with a function now() that gives UTC milliseconds",
  );
}

export function checkedLimiter(limiter: unknown): Limiter {
  const { take, look } = (limiter ?? {}) as Partial<Limiter>;
  if (typeof take === "function" && typeof look === "function") return limiter as Limiter;
  throw new ConfigurationError(
    "limiter",
    "must have take() and look(), such as redisLimiter(client) of @latchkey/redis",
  );
}

export function checkedPush(push: unknown): Push {
  const { publish, subscribe } = (push ?? {}) as Partial<Push>;
  if (typeof publish === "function" && typeof subscribe === "function") return push as Push;
  throw new ConfigurationError(
    "push",
    "must have publish() and subscribe(), such as redisPush(client) of @latchkey/redis",
  );
}

export function checkedHook(hook: unknown): OnVerdict {
  if (typeof hook === "function") return hook as OnVerdict;
  throw new ConfigurationError("onVerdict", "must be a function of one observation");
}

export function checkedCache(cache: false | { readonly max?: number }): number {
  if (cache === false) return 0;
  checkOptionNames("cache", cache, ["max"]);
  const { max = 10_000 } = cache;
  if (Number.isInteger(max) && max >= 1 && max <= 10_000_000) return max;
  throw new ConfigurationError(
    "cache.max",
    "must be 1 to 10,000,000 keys; `cache: false` reads the row each time",
  );
}

export function checkedFailures(failures: false | RateLimit): RateLimit | null {
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

export function checkedPrefixes(prefix: unknown): readonly [string, ...string[]] {
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

export function checkedSwitch(option: string, value: unknown): boolean {
  if (typeof value === "boolean") return value;
  throw new ConfigurationError(option, "must be true or false");
}

export function checkedDigests(digests: unknown): readonly DigestFactory[] {
  const given: readonly unknown[] | undefined = Array.isArray(digests) ? digests : undefined;
  if (given?.every((digest): digest is DigestFactory => typeof digest === "function")) return given;
  throw new ConfigurationError("digests", "must be a list of digests, such as [bcryptDigest()]");
}

export function checkedFormat(format: unknown): TokenFormat {
  const { name, marks, ...methods } = (format ?? {}) as Partial<Record<keyof TokenFormat, unknown>>;
  const named = typeof name === "string" && FORMAT_NAME.test(name) && Array.isArray(marks);
  if (named && FORMAT.every((method) => typeof methods[method] === "function")) return format as TokenFormat;
  throw new ConfigurationError(
    "format",
    "must be a token format, such as jwtFormat({ signingKeys, issuer }) of @latchkey/jwt",
  );
}

const FORMAT_NAME = /^[a-z][a-z0-9-]{0,31}$/;
const FORMAT = ["parse", "issue", "reissue", "matches"] as const satisfies readonly (keyof TokenFormat)[];

export function checkedRoles(roles: Roles): Roles {
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

export function checkedDeadlines(deadlines: Partial<Deadlines>): Deadlines {
  checkOptionNames("deadlines", deadlines, Object.keys(DEADLINES));
  for (const [name, value] of Object.entries(deadlines)) {
    const right = Number.isInteger(value) && value >= 1 && value <= 60_000;
    if (!right) throw new ConfigurationError(`deadlines.${name}`, "must be 1 to 60,000 milliseconds");
  }
  return { ...DEADLINES, ...deadlines };
}
