import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { types } from "node:util";

import { checkOptionNames, ConfigurationError } from "@latchkey/core";

/** A key that signs tokens. It stays outside the database. */
export interface SigningKey {
  /** Its name in tokens and rows, 1 to 64 of `A-Z a-z 0-9 . _ -`; never given to another key. */
  readonly kid: string;
  /** An Ed25519 key: PEM text (PKCS#8), or a `KeyObject` of `node:crypto`; undefined throws. */
  readonly privateKey: string | KeyObject | undefined;
}

/** The same, checked, with the half that checks signatures. */
export interface SigningPair {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

const EXPECTED =
  'must be a list such as [{ kid: "2026-01", privateKey: process.env.SIGNING_KEY }], newest first';
const KID = /^[A-Za-z0-9._-]{1,64}$/;

/** Checks the option `signingKeys`. What it throws shows nothing of a key. */
export function signingPairs(option: unknown): readonly [SigningPair, ...SigningPair[]] {
  const list: readonly unknown[] = Array.isArray(option) ? Array.from(option) : [];
  const [first, ...others] = list.map((entry, index) => signingPair(entry, `signingKeys[${index}]`));
  if (first === undefined) throw new ConfigurationError("signingKeys", EXPECTED);
  const kids = [first, ...others].map(({ kid }) => kid);
  const twice = kids.find((kid, index) => kids.indexOf(kid) < index);
  if (twice === undefined) return [first, ...others];
  throw new ConfigurationError("signingKeys", `names the kid ${twice} twice; give each key a kid of its own`);
}

function signingPair(entry: unknown, option: string): SigningPair {
  if (typeof entry !== "object" || entry === null) throw new ConfigurationError("signingKeys", EXPECTED);
  checkOptionNames(option, entry, ["kid", "privateKey"]);
  const { kid, privateKey } = entry as Partial<Record<keyof SigningKey, unknown>>;
  if (typeof kid !== "string" || !KID.test(kid))
    throw new ConfigurationError(
      `${option}.kid`,
      "must be 1 to 64 of A-Z, a-z, 0-9, dot, dash and underscore",
    );
  const key = ed25519Key(privateKey, `${option}.privateKey`);
  return { kid, privateKey: key, publicKey: createPublicKey(key) };
}

function ed25519Key(given: unknown, option: string): KeyObject {
  const key = typeof given === "string" ? privateKeyOf(given) : given;
  if (types.isKeyObject(key) && key.type === "private" && key.asymmetricKeyType === "ed25519") return key;
  throw new ConfigurationError(
    option,
    `must be an Ed25519 private key${fault(given, key)}. Make one with: openssl genpkey -algorithm ed25519`,
  );
}

/** Null for what is no private key; an encrypted one is none either. */
function privateKeyOf(pem: string): KeyObject | null {
  try {
    return createPrivateKey({ key: pem, format: "pem" });
  } catch {
    return null;
  }
}

/** What is wrong with a key, without showing any of it. */
function fault(given: unknown, key: unknown): string {
  if (given === undefined) return ", but is undefined: is its environment variable set?";
  if (key === null && typeof given === "string")
    return " as PEM text (PKCS#8, not encrypted) with its line breaks, and this is none";
  if (!types.isKeyObject(key))
    return ` as PEM text or KeyObject, not ${given === null ? "null" : typeof given}`;
  return `, not ${key.type === "private" ? key.asymmetricKeyType : `a ${key.type} key`}`;
}
