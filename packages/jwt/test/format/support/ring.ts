import {
  createKeyring,
  systemActor,
  type CreateKey,
  type Keyring,
  type KeyringOptions,
  type KeyRecord,
  type KeyStore,
} from "@latchkey/core";
import { fakeClock, memoryStore } from "@latchkey/core/testing";

import { jwtFormat } from "../../../src/format/jwt-format.js";
import { newPem } from "./forge.js";

export const system = systemActor("test");
export const PEPPERS = [{ version: 1, secret: "a pepper of thirty-two bytes or more" }];
export const ISSUER = "https://api.example.com";

const opened: Keyring[] = [];

/** Ends what the keyrings of a test do in the background. */
export async function closeRings(): Promise<void> {
  await Promise.all(opened.splice(0).map((keyring) => keyring.close()));
}

/** A keyring with tokens of one signing key, over a store that keeps in mind all that was ever written to it. */
export function jwtRing(options: Partial<KeyringOptions> = {}) {
  const kept = memoryStore();
  const written: unknown[] = [];
  const clock = fakeClock();
  const pem = newPem();
  const store: KeyStore = {
    ...kept,
    addUsage: (batch) => (written.push(batch), kept.addUsage(batch)),
    transact: (work) => kept.transact((tx) => work(watched(tx, written))),
  };
  const format = jwtFormat({ signingKeys: [{ kid: "k1", privateKey: pem }], issuer: ISSUER });

  /** Another process over the same store: it has nothing in memory. */
  function another(more: Partial<KeyringOptions> = {}): Keyring {
    const keyring = createKeyring({
      store,
      clock,
      peppers: PEPPERS,
      prefix: "acme",
      format,
      failures: false,
      ...options,
      ...more,
    });
    opened.push(keyring);
    return keyring;
  }

  async function reasonOf(token: string, keyring = another()): Promise<string> {
    const verdict = await keyring.verify(token);
    return verdict.ok ? "accepted" : verdict.reason;
  }

  /** What somebody can do who can write to the database. */
  function tamper(id: string, edit: (row: KeyRecord) => Partial<KeyRecord>): Promise<void> {
    return store.transact(async (tx) => {
      const row = (await tx.findKey({ id })) as KeyRecord;
      await tx.updateKey({ ...row, ...edit(row), version: row.version + 1 });
    });
  }

  /** The same of a new row. */
  async function insert(row: KeyRecord): Promise<void> {
    await store.transact((tx) => tx.insertKeys([row]));
  }

  return { keyring: another(), store, clock, pem, format, written, another, reasonOf, tamper, insert };
}

/** The same with one key of an owner. */
export async function withKey(options: Partial<KeyringOptions> = {}, input: CreateKey = {}) {
  const ring = jwtRing(options);
  const { key, token } = await ring.keyring.create({ ownerId: "u1", permissions: [], ...input }, system);
  const rowOf = (id = key.id) => ring.store.findKey({ id }) as Promise<KeyRecord>;
  return { ...ring, key, token, ref: { id: key.id }, rowOf };
}

/** Notes what a transaction writes, committed or not. */
function watched<T extends object>(tx: T, written: unknown[]): T {
  const methods = Object.entries(tx).map(([name, value]: [string, unknown]) => [
    name,
    typeof value === "function"
      ? (...given: unknown[]) => (written.push(given), (value as (...args: unknown[]) => unknown)(...given))
      : value,
  ]);
  return Object.fromEntries(methods) as T;
}

/** The code of a rejection, or "resolved". */
export async function codeOf(promise: Promise<unknown>): Promise<string | undefined> {
  return promise.then(
    () => "resolved",
    (error: { code?: string }) => error.code,
  );
}
