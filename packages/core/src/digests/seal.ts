import { generateKeySync } from "node:crypto";

import { boxed, unboxed } from "./authenticated-box.js";
import type { Peppers } from "./peppers.js";

/** Keeps a text that clients carry from being read or made by them. */
export interface Seal {
  /** AES-256-GCM; `bound` must be the same when it is opened. */
  seal(text: string, bound: string): string;
  /** The text, or null for what this keyring has not sealed. */
  open(sealed: string, bound: string): string | null;
}

/** Without peppers there is no secret that several processes share: what one seals, only that one opens. */
const keyOfProcess = generateKeySync("aes", { length: 256 });

/** A seal for one purpose, under a key derived from the newest pepper. */
export function sealFor(purpose: string, peppers: Peppers): Seal {
  const newest = peppers.newest;
  const key = (newest === undefined ? undefined : peppers.derivedKey(newest, purpose)) ?? keyOfProcess;
  return {
    seal: (text, bound) => boxed(key, text, bound),
    open: (text, bound) => unboxed(key, text, bound),
  };
}
