import { createSecretKey, type KeyObject } from "node:crypto";

import { ConfigurationError } from "../configuration-error.js";

/** A secret of the configuration as a key, which no log and no `util.inspect` shows. */
export interface VersionedKey {
  readonly version: number;
  readonly key: KeyObject;
}

const SHORTEST_SECRET = 32;
const HIGHEST_VERSION = 999_999_999;

/** Checks a list of `{ version, secret }`, newest first, and turns each secret into a key. `expected` says what is right. */
export function versionedKeys(option: string, list: unknown, expected: string): readonly VersionedKey[] {
  if (!Array.isArray(list) || list.length === 0) throw new ConfigurationError(option, expected);
  const keys = Array.from(list, (entry: unknown, index) => versionedKey(entry, `${option}[${index}]`));
  keys.forEach(({ version }, index) => {
    const newer = keys[index - 1];
    if (newer && newer.version <= version) {
      throw new ConfigurationError(option, "must list every version once, the newest first");
    }
  });
  return keys;
}

function versionedKey(entry: unknown, option: string): VersionedKey {
  const { version, secret } = (entry ?? {}) as { version?: unknown; secret?: unknown };
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
