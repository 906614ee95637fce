import { createHmac, createSecretKey, hkdfSync, type KeyObject } from "node:crypto";

import { ConfigurationError } from "../configuration-error.js";

/** A secret that stays outside the database; `secret` has 32 bytes at least in UTF-8. */
export interface Pepper {
  readonly version: number;
  readonly secret: string | undefined;
}

/** The peppers of a keyring, newest first; none when it was told `"none"`. */
export interface Peppers {
  /** The version new digests are made under. */
  readonly newest: number | undefined;
  /** HMAC-SHA-256 under the pepper of this version; undefined when that version is not configured. */
  hmac(version: number, data: string): Buffer | undefined;
  /** A key for one purpose (HKDF, RFC 5869); undefined when that version is not configured. */
  derivedKey(version: number, purpose: string): KeyObject | undefined;
  /** HMAC under a key derived for one purpose, so that no two uses of a pepper can be taken for one another. */
  derivedHmac(version: number, purpose: string, data: string): Buffer | undefined;
}

const SHORTEST_SECRET = 32;
const HIGHEST_VERSION = 999_999_999;

/** Checks the option `peppers` and turns each secret into a key. */
export function peppersOf(option: unknown): Peppers {
  if (option === "none") return peppers([]);
  if (!Array.isArray(option) || option.length === 0) {
    throw new ConfigurationError(
      "peppers",
      'must be a list such as [{ version: 1, secret: process.env.LATCHKEY_PEPPER }], or "none" to go without',
    );
  }
  const keys = option.map((pepper, index) => pepperKey(pepper, `peppers[${index}]`));
  keys.forEach(({ version }, index) => {
    const newer = keys[index - 1];
    if (newer && newer.version <= version) {
      throw new ConfigurationError("peppers", "must list every version once, the newest first");
    }
  });
  return peppers(keys);
}

interface PepperKey {
  readonly version: number;
  readonly key: KeyObject;
}

function pepperKey(pepper: unknown, option: string): PepperKey {
  const { version, secret } = (pepper ?? {}) as Partial<Pepper>;
  if (!Number.isSafeInteger(version) || (version as number) < 1 || (version as number) > HIGHEST_VERSION) {
    throw new ConfigurationError(`${option}.version`, "must be a whole number from 1 to 999,999,999");
  }
  if (typeof secret !== "string" || Buffer.byteLength(secret) < SHORTEST_SECRET) {
    throw new ConfigurationError(
      `${option}.secret`,
      `must be a string of ${SHORTEST_SECRET} bytes at least${describeSecret(secret)}. Make one with: openssl rand -base64 32`,
    );
  }
  return { version: version as number, key: createSecretKey(Buffer.from(secret)) };
}

/** Says what is wrong with a secret without showing any of it. */
function describeSecret(secret: unknown): string {
  if (secret === undefined) return ", but is undefined: is its environment variable set?";
  if (typeof secret !== "string") return `, not ${typeof secret}`;
  return `, not ${Buffer.byteLength(secret)}`;
}

function peppers(keys: readonly PepperKey[]): Peppers {
  const byVersion = new Map(keys.map(({ version, key }) => [version, key]));
  const derived = new Map<string, KeyObject>();

  function derivedKey(version: number, purpose: string): KeyObject | undefined {
    const name = `${version}:${purpose}`;
    const pepper = byVersion.get(version);
    if (pepper !== undefined && !derived.has(name)) {
      derived.set(name, createSecretKey(Buffer.from(hkdfSync("sha256", pepper, "", purpose, 32))));
    }
    return derived.get(name);
  }

  return {
    newest: keys[0]?.version,
    hmac: (version, data) => hmac(byVersion.get(version), data),
    derivedKey,
    derivedHmac: (version, purpose, data) => hmac(derivedKey(version, purpose), data),
  };
}

function hmac(key: KeyObject | undefined, data: string): Buffer | undefined {
  return key && createHmac("sha256", key).update(data).digest();
}
