import type { Clock } from "../clock.js";
import type { DigestFactory } from "../digests/digest.js";
import type { Pepper } from "../digests/peppers.js";
import type { ForeignTokens } from "../foreign/foreign-tokens.js";
import type { Roles } from "../permissions/roles.js";
import type { KeyStore } from "../store/key-store.js";
import type { TokenFormat } from "../tokens/token-format.js";
import type { Deadlines } from "../context/keyring-context.js";
import type { SealingKey } from "../digests/token-seal.js";
import type { Environment } from "../keys/key-record.js";
import type { Limiter, RateLimit } from "../limits/limiter.js";
import type { FindOwner } from "../owners/owner.js";
import type { PolicyOptions } from "../policy/policy.js";
import type { Push } from "../push/push.js";
import type { Scopes } from "../scopes/scopes.js";
import type { Observation } from "../verdicts/observation.js";

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
  /** The shape of new tokens, such as `jwtFormat()` of `@latchkey/jwt`. Default ours, whose tokens are accepted in any case. */
  readonly format?: TokenFormat;
  /**
   * Tokens that other systems have given out, of keys that are imported: looked at in this order, behind tokens of the
   * keyring's own. Needs peppers.
   */
  readonly foreign?: readonly ForeignTokens[];
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
  /**
   * `"once"` (default): a token is in the answer to create and rotate, and nowhere else. With sealing keys, newest
   * first, it can be shown again; with `"resign"` and a `format` as well, and nothing of it is kept.
   */
  readonly reveal?: "once" | "resign" | { readonly sealingKeys: readonly SealingKey[] };
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
