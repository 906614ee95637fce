// In a process of its own, with `--expose-gc`: what keys take in memory.
import { setImmediate as breath } from "node:timers/promises";

import { createKeyring, type Keyring, type KeyRecord } from "@latchkey/core";

import { answerQuestions } from "../processes/answer-questions.ts";
import { madeKeys } from "./made-keys.ts";
import { madeStore } from "./made-store.ts";

export type MemoryQuestion =
  /** So many records in a plain array. */
  | { readonly kind: "records"; readonly count: number }
  /** So many keys used with a keyring that keeps `max` of them. */
  | { readonly kind: "keyring"; readonly count: number; readonly max: number };

export interface MemoryAnswer {
  /** In use after a collection of garbage, beyond what was at the beginning. */
  readonly bytes: number;
  /** How many keys are in memory. */
  readonly kept: number;
}

const SECRET = "the pepper of a benchmark, which protects nothing";
const PREFIX = "acme";
const AT_ONCE = 32;

const keys = madeKeys({ prefix: PREFIX, pepper: SECRET });

answerQuestions((question: MemoryQuestion): Promise<MemoryAnswer> => {
  return question.kind === "records" ? measureRecords(question.count) : measureKeyring(question);
});

async function measureRecords(count: number): Promise<MemoryAnswer> {
  const before = await bytesInUse();
  const records = new Array<KeyRecord | undefined>(count);
  for (let index = 0; index < count; index++) records[index] = keys.recordOf(keys.idOf(index));
  const after = await bytesInUse();
  // The list that holds them is ours, eight bytes for each.
  return { bytes: after - before - 8 * records.length, kept: records.length };
}

async function measureKeyring({ count, max }: MemoryQuestion & { kind: "keyring" }): Promise<MemoryAnswer> {
  const before = await bytesInUse();
  const keyring = createKeyring({
    store: madeStore(keys),
    prefix: PREFIX,
    peppers: [{ version: 1, secret: SECRET }],
    roles: { reader: ["bundles:read"] },
    failures: false,
    cache: { max },
  });
  await keyring.start();
  await useAll(keyring, count);
  const kept = await countKept(keyring, count);
  // Usage waits for ten seconds to be written; it is no part of what a key takes.
  await keyring.close();
  const after = await bytesInUse();
  // It is still there to be measured.
  if (keyring.verifySync("") === undefined) throw new Error("the keyring is gone");
  return { bytes: after - before, kept };
}

async function useAll(keyring: Keyring, count: number): Promise<void> {
  for (let first = 0; first < count; first += AT_ONCE) {
    const length = Math.min(AT_ONCE, count - first);
    const verdicts = Array.from({ length }, (_, index) => keyring.verify(keys.tokenOf(first + index)));
    for (const { ok } of await Promise.all(verdicts)) if (!ok) throw new Error("a key was refused");
    // The keyring looks for changes meanwhile.
    await breath();
  }
}

/** Uses those once more that are in memory. */
async function countKept(keyring: Keyring, count: number): Promise<number> {
  let kept = 0;
  for (let index = 0; index < count; index++) {
    if (index % AT_ONCE === 0) await breath();
    if (await isKept(keyring, keys.tokenOf(index))) kept++;
  }
  return kept;
}

/** Asked twice: on a busy machine the keyring may have looked for changes too long ago to rely on its memory. */
async function isKept(keyring: Keyring, token: string): Promise<boolean> {
  if (keyring.verifySync(token)?.ok === true) return true;
  await breath();
  return keyring.verifySync(token)?.ok === true;
}

/** Array buffers are among what is external. */
async function bytesInUse(): Promise<number> {
  for (let times = 0; times < 3; times++) {
    globalThis.gc?.();
    await breath();
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
