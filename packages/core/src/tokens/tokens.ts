import type { DigestRegistry } from "../digests/digest-registry.js";
import type { ForeignToken } from "../foreign/foreign-kind.js";
import type { ForeignKinds } from "../foreign/foreign-kinds.js";
import type { Environment, KeyRecord } from "../keys/key-record.js";
import { randomBase62 } from "./base62.js";
import { KEY_ID, LONGEST_TOKEN, type OpaqueTokens } from "./opaque-tokens.js";
import type { FormattedToken, TokenFormat } from "./token-format.js";

/** What a well-formed token says about itself; nothing of it is proven yet. What its shape does not say is undefined. */
export interface ParsedToken {
  readonly id: string;
  /** Whether it is one of the keyring's `format`, not of our own shape. */
  readonly formatted: boolean;
  readonly prefix?: string;
  readonly env?: Environment;
  readonly ownerId?: string | null;
  /** Of a token that another system has made, whose row was found by what it says of itself. */
  readonly foreign?: ForeignToken;
}

/** What a token is made for. */
export interface NewToken extends Pick<KeyRecord, "env" | "ownerId"> {
  /** Undefined for a new key, which gets a new id. */
  readonly id?: string;
  /** Higher than that of every token the key has had; 1 for a new key. */
  readonly generation: number;
  /** UTC milliseconds. */
  readonly now: number;
}

/** A token, and what its row keeps of it. */
export interface IssuedToken extends Pick<KeyRecord, "id" | "prefix" | "digest"> {
  readonly token: string;
}

/** The tokens of a keyring: ours, those of its format, and those of other systems that it was told of. */
export interface Tokens {
  /** What new ones begin with. */
  readonly prefix: string;
  /** Reads a token: length, then shape, then checksum. Null for whatever is not a token of this keyring. */
  parse(token: unknown): ParsedToken | null;
  /** Reads a token of another system; null for whatever is none of a declared kind, or could be one of the keyring's own. */
  parseForeign(token: unknown): ForeignToken | null;
  /** Whether a text begins as tokens of this keyring do, in whichever environment; nothing else of it is looked at. */
  recognizes(token: string): boolean;
  /** Makes a token. Takes its time, so: not under the lock. */
  issue(subject: NewToken): Promise<IssuedToken>;
}

/** Longest token of a format that is looked at, in bytes. */
const LONGEST_FORMATTED = 4096;

/** What tokens of a keyring can be, and how new ones are kept. */
export interface TokenKinds {
  readonly opaque: OpaqueTokens;
  readonly format: TokenFormat | null;
  readonly foreign: ForeignKinds;
  readonly digests: DigestRegistry;
}

const VISIBLE_ASCII = /^[!-~]+$/;

/** With a format new tokens are of it; ours are read in any case. */
export function tokensOf({ opaque, format, foreign, digests }: TokenKinds): Tokens {
  function parse(token: unknown): ParsedToken | null {
    const ours = opaque.parse(token);
    if (ours !== null) return { formatted: false, id: ours.id, prefix: ours.prefix, env: ours.env };
    if (format === null || typeof token !== "string" || token.length > LONGEST_FORMATTED) return null;
    const claims = format.parse(token);
    return claims && { formatted: true, id: claims.id, ownerId: claims.ownerId };
  }

  async function issue({ id, env, ownerId, generation, now }: NewToken): Promise<IssuedToken> {
    if (format !== null) {
      const subject = { id: id ?? randomBase62(KEY_ID), ownerId, generation, now };
      // By name: whatever else a format gives is not for the row.
      const { token, digest } = await format.issue(subject);
      requireIssued(format, subject, { token, digest });
      return { id: subject.id, prefix: opaque.prefix, token, digest };
    }
    const minted = id === undefined ? opaque.mint(env) : opaque.mintFor(id, env);
    const { prefix, token } = minted;
    return { id: minted.id, prefix, token, digest: await digests.create(minted) };
  }

  function parseForeign(token: unknown): ForeignToken | null {
    if (foreign.names.length === 0 || typeof token !== "string") return null;
    if (token.length > LONGEST_TOKEN || !VISIBLE_ASCII.test(token)) return null;
    return opaque.recognizes(token) || parse(token) !== null ? null : foreign.read(token);
  }

  function recognizes(token: string): boolean {
    if (typeof token !== "string") return false;
    return opaque.recognizes(token) || parse(token) !== null || parseForeign(token) !== null;
  }

  return { prefix: opaque.prefix, parse, parseForeign, recognizes, issue };
}

const LONGEST_DIGEST = 200;
const ASCII = /^[!-?A-~]+$/;

/** A row that its own format does not know would be a key that nobody can use, or stop the next start. */
function requireIssued(
  { name, marks, parse }: TokenFormat,
  { id, ownerId }: FormattedToken,
  { token, digest }: { readonly token: string; readonly digest: string },
): void {
  const said = parse(token);
  const known = marks.some((mark) => digest.startsWith(mark)) && digest.startsWith(`${name}$`);
  const fits = known && digest.length <= LONGEST_DIGEST && ASCII.test(digest);
  if (fits && token.length <= LONGEST_FORMATTED && said?.id === id && said.ownerId === ownerId) return;
  throw new Error(`latchkey: the token format ${name} has made a token that it does not know itself`);
}
