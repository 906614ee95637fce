import { checkOptionNames, ConfigurationError, type FormattedToken, type TokenFormat } from "@latchkey/core";
import { CompactSign, compactVerify } from "jose";

import { claimsText, type Claims } from "./claims.js";
import { markOf, NAME, readRowText, rowText } from "./row-text.js";
import { signingPairs, type SigningKey, type SigningPair } from "./signing-keys.js";
import { headerOf, tokenReader, type ReadToken } from "./token-reader.js";

export interface JwtFormatOptions {
  /** Newest first: the first signs new tokens, all are accepted. One that no row names any more can be left out. */
  readonly signingKeys: readonly SigningKey[];
  /** Who issues the tokens, their claim `iss`; 1 to 255 printable characters. With another, older tokens are refused. */
  readonly issuer: string;
}

/**
 * Tokens of new keys as JWTs, signed with Ed25519 (RFC 8037): header `alg`, `typ: "api-key+jwt"`, `kid`; claims `iss`,
 * `sub` (the owner, if there is one), `jti` (the key's id), `iat`, `gen`. Rows keep `jwt$<kid>$<gen>$<iat>`, which is
 * no secret; rotation raises `gen`. The same claims give the same token, so `reveal: "resign"` can show it again.
 * Throws a `ConfigurationError` when an option is not right.
 *
 * @example
 * const format = jwtFormat({
 *   signingKeys: [{ kid: "2026-01", privateKey: process.env["SIGNING_KEY"] }],
 *   issuer: "https://api.example.com",
 * });
 * const keyring = createKeyring({ store, peppers, format, reveal: "resign" });
 */
export function jwtFormat(options: JwtFormatOptions): TokenFormat {
  checkOptionNames("jwtFormat", options, ["signingKeys", "issuer"]);
  const keys = signingPairs(options.signingKeys);
  const issuer = checkedIssuer(options.issuer);
  const [newest] = keys;
  const byKid = new Map(keys.map((key) => [key.kid, key]));
  const read = tokenReader(issuer, keys);

  function signed({ kid, privateKey }: SigningPair, claims: Claims): Promise<string> {
    const payload = new TextEncoder().encode(claimsText(issuer, claims));
    return new CompactSign(payload).setProtectedHeader(headerOf(kid)).sign(privateKey);
  }

  return {
    name: NAME,
    marks: keys.map(({ kid }) => markOf(kid)),

    parse(token): FormattedToken | null {
      const found = read(token);
      return found && { id: found.id, ownerId: found.ownerId };
    },

    async issue({ id, ownerId, generation, now }) {
      const which = { generation, issuedAt: Math.floor(now / 1000) };
      const token = await signed(newest, { id, ownerId, ...which });
      return { token, digest: rowText({ kid: newest.kid, ...which }) };
    },

    async reissue({ id, ownerId }, digest) {
      const row = readRowText(digest);
      const key = row && byKid.get(row.kid);
      return row && key ? signed(key, { id, ownerId, ...row }) : null;
    },

    async matches(token, digest) {
      const found = read(token);
      return found !== null && (await isSigned(token, found)) && digest === rowTextOf(found);
    },
  };
}

/** What the row of a token keeps. */
function rowTextOf({ key: { kid }, generation, issuedAt }: ReadToken): string {
  return rowText({ kid, generation, issuedAt });
}

/** One check of a signature, by the key that the header names. */
async function isSigned(token: string, { key }: ReadToken): Promise<boolean> {
  return compactVerify(token, key.publicKey, { algorithms: ["EdDSA"] }).then(
    () => true,
    () => false,
  );
}

function checkedIssuer(issuer: unknown): string {
  if (typeof issuer === "string" && PRINTABLE.test(issuer)) return issuer;
  throw new ConfigurationError(
    "issuer",
    'must be 1 to 255 printable characters, such as "https://api.example.com"',
  );
}

const PRINTABLE = /^\P{C}{1,255}$/u;
