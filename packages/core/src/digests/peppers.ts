import { createHmac, createSecretKey, hkdfSync, type Hmac, type KeyObject } from "node:crypto";

import { versionedKeys, type VersionedKey } from "./versioned-keys.js";

/** A secret that stays outside the database; `secret` has 32 bytes at least in UTF-8. */
export interface Pepper {
  readonly version: number;
  readonly secret: string | undefined;
}

/** The peppers of a keyring, newest first; none when it was told `"none"`. */
export interface Peppers {
  /** The version new digests are made under. */
  readonly newest: number | undefined;
  /** Every version that is configured, newest first. */
  readonly versions: readonly number[];
  /** HMAC-SHA-256 under the pepper of this version; undefined when that version is not configured. */
  hmac(version: number, data: string): Buffer | undefined;
  /** The same in base64url, which costs a third less. */
  hmacText(version: number, data: string): string | undefined;
  /** A key for one purpose (HKDF, RFC 5869); undefined when that version is not configured. */
  derivedKey(version: number, purpose: string): KeyObject | undefined;
  /** HMAC under a key derived for one purpose, so that no two uses of a pepper can be taken for one another. */
  derivedHmac(version: number, purpose: string, data: string): Buffer | undefined;
}

/** Checks the option `peppers` and turns each secret into a key. */
export function peppersOf(option: unknown): Peppers {
  return peppers(option === "none" ? [] : versionedKeys("peppers", option, EXPECTED));
}

const EXPECTED =
  'must be a list such as [{ version: 1, secret: process.env.LATCHKEY_PEPPER }], or "none" to go without';

function peppers(keys: readonly VersionedKey[]): Peppers {
  const byVersion = new Map(keys.map(({ version, key }) => [version, key]));
  const derived = new Map<string, KeyObject>();

  function derivedKey(version: number, purpose: string): KeyObject | undefined {
    const name = `${version}:${purpose}`;
    const pepper = byVersion.get(version);
    if (pepper !== undefined && !derived.has(name)) derived.set(name, keyFor(purpose, pepper));
    return derived.get(name);
  }

  return {
    newest: keys[0]?.version,
    versions: keys.map(({ version }) => version),
    hmac: (version, data) => hmac(byVersion.get(version), data)?.digest(),
    hmacText: (version, data) => hmac(byVersion.get(version), data)?.digest("base64url"),
    derivedKey,
    derivedHmac: (version, purpose, data) => hmac(derivedKey(version, purpose), data)?.digest(),
  };
}

/** HKDF-SHA-256 (RFC 5869): a key of its own for each purpose. */
export function keyFor(purpose: string, key: KeyObject): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync("sha256", key, "", purpose, 32)));
}

function hmac(key: KeyObject | undefined, data: string): Hmac | undefined {
  return key && createHmac("sha256", key).update(data);
}
