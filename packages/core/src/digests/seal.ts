import { createCipheriv, createDecipheriv, generateKeySync, randomBytes, type KeyObject } from "node:crypto";

import type { Peppers } from "./peppers.js";

/** Keeps a text that clients carry from being read or made by them. */
export interface Seal {
  /** AES-256-GCM; `bound` must be the same when it is opened. */
  seal(text: string, bound: string): string;
  /** The text, or null for what this keyring has not sealed. */
  open(sealed: string, bound: string): string | null;
}

const CIPHER = "aes-256-gcm";
const IV = 12;
const TAG = 16;

/** Without peppers there is no secret that several processes share: what one seals, only that one opens. */
const keyOfProcess = generateKeySync("aes", { length: 256 });

/** A seal for one purpose, under a key derived from the newest pepper. */
export function sealFor(purpose: string, peppers: Peppers): Seal {
  const newest = peppers.newest;
  const key = (newest === undefined ? undefined : peppers.derivedKey(newest, purpose)) ?? keyOfProcess;
  return {
    seal: (text, bound) => sealed(key, text, bound).toString("base64url"),
    open: (text, bound) => opened(key, Buffer.from(text, "base64url"), bound),
  };
}

function sealed(key: KeyObject, text: string, bound: string): Buffer {
  const iv = randomBytes(IV);
  const cipher = createCipheriv(CIPHER, key, iv, { authTagLength: TAG }).setAAD(Buffer.from(bound));
  return Buffer.concat([iv, cipher.update(text), cipher.final(), cipher.getAuthTag()]);
}

function opened(key: KeyObject, bytes: Buffer, bound: string): string | null {
  if (bytes.length < IV + TAG) return null;
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV), { authTagLength: TAG });
  decipher.setAAD(Buffer.from(bound)).setAuthTag(bytes.subarray(-TAG));
  try {
    return decipher.update(bytes.subarray(IV, -TAG)).toString() + decipher.final().toString();
  } catch {
    return null;
  }
}
