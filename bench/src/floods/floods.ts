import type { KeysName } from "./flooded-keyring.ts";
import type { TokenKind } from "./tokens.ts";

/** One kind of flood. What it is compared with is the same number of requests to a route that answers plain 401s. */
export interface Flood {
  readonly name: string;
  readonly keys: KeysName;
  readonly tokens: TokenKind;
  readonly perSecond: number;
  /** Whether failures are limited for each address as they are by default; an attacker with many addresses is not held up by that. */
  readonly limited: boolean;
  /** What the p99 of others may become. Without it the ratio is told. */
  readonly atMost?: number;
}

export const FLOODS: readonly Flood[] = [
  hmac("unknown ids, 500/s", "unknown", "hmacSqlite"),
  hmac("unknown ids, 500/s, MariaDB", "unknown", "hmacMariadb"),
  hmac("wrong secrets, 500/s", "wrongSecret", "hmacSqlite"),
  hmac("wrong secrets, 500/s, MariaDB", "wrongSecret", "hmacMariadb"),
  hmac("malformed, 500/s", "malformed", "hmacSqlite"),
  bcrypt("bcrypt, wrong secrets, 50/s", 50, { limited: false, atMost: 1.2 }),
  bcrypt("bcrypt, wrong secrets, 500/s", 500, { limited: false, atMost: 2 }),
  {
    name: "unknown ids, 500/s, default limit",
    keys: "hmacSqlite",
    tokens: "unknown",
    perSecond: 500,
    limited: true,
  },
  bcrypt("bcrypt, wrong secrets, 500/s, default limit", 500, { limited: true }),
];

function hmac(name: string, tokens: TokenKind, keys: KeysName): Flood {
  return { name, keys, tokens, perSecond: 500, limited: false, atMost: 1.2 };
}

function bcrypt(name: string, perSecond: number, rest: Pick<Flood, "limited" | "atMost">): Flood {
  return { name, keys: "bcryptSqlite", tokens: "wrongSecret", perSecond, ...rest };
}
