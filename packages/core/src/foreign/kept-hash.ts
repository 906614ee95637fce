import { createHmac, createSecretKey, hash } from "node:crypto";

import { ConfigurationError } from "../configuration-error.js";
import type { ForeignTokens } from "./foreign-tokens.js";

/** The hash that another system keeps tokens by: as it makes it, and as it stands in its table. */
export interface KeptHash {
  /** In words: `a sha256 hash of 32 bytes`. */
  readonly form: string;
  /** Of a text: `<algorithm>:<base64url>`. */
  of(text: string): string;
  /** The same out of hex, base64 or base64url; null for what is none of them, or of another length. */
  read(kept: string): string | null;
}

type Algorithm = "sha256" | "sha512";

const BYTES: Readonly<Record<Algorithm, number>> = { sha256: 32, sha512: 64 };
const HEX = /^(?:[0-9a-f]+|[0-9A-F]+)$/;
const BASE64 = /^(?:[A-Za-z0-9+/]+={0,2}|[A-Za-z0-9_-]+)$/;

/** What the option `hash` of a foreign kind says; `option` names it in faults. */
export function keptHash(kind: ForeignTokens["hash"], option: string): KeptHash {
  const given: unknown = kind === undefined ? "sha256" : kind;
  if (isAlgorithm(given)) return keptAs(given, given, (text) => hash(given, text, "base64url"));
  const { hmac, secret } = (given ?? {}) as { hmac?: unknown; secret?: unknown };
  if (!isAlgorithm(hmac))
    throw new ConfigurationError(
      option,
      'must be "sha256", "sha512" or { hmac: "sha256" | "sha512", secret }',
    );
  if (typeof secret !== "string" || secret === "")
    throw new ConfigurationError(
      `${option}.secret`,
      "must be the secret that the other system made its HMACs with",
    );
  const key = createSecretKey(Buffer.from(secret));
  return keptAs(`hmac-${hmac}`, hmac, (text) => createHmac(hmac, key).update(text).digest("base64url"));
}

function keptAs(name: string, algorithm: Algorithm, digest: (text: string) => string): KeptHash {
  return {
    form: `a ${name} hash of ${BYTES[algorithm]} bytes`,
    of: (text) => `${name}:${digest(text)}`,
    read(kept) {
      const bytes = bytesOf(kept, BYTES[algorithm]);
      return bytes === null ? null : `${name}:${bytes.toString("base64url")}`;
    },
  };
}

function isAlgorithm(value: unknown): value is Algorithm {
  return typeof value === "string" && Object.hasOwn(BYTES, value);
}

/** So many bytes, written in hex or base64, which their lengths tell apart. */
function bytesOf(text: string, length: number): Buffer | null {
  if (text.length === 2 * length) return HEX.test(text) ? Buffer.from(text, "hex") : null;
  const bytes = BASE64.test(text) ? Buffer.from(text, "base64") : null;
  return bytes?.length === length ? bytes : null;
}
