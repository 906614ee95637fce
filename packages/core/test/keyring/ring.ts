import { inspect } from "node:util";

import {
  createKeyring,
  keyActor,
  systemActor,
  type Actor,
  type CreateKey,
  type Grant,
  type KeyActor,
  type Keyring,
  type KeyringOptions,
  type Origin,
} from "../../src/index.js";
import { fakeClock, memoryStore, type FakeClock } from "../../src/testing/index.js";
import type { KeyStore } from "../../src/index.js";

export const PEPPER = { version: 1, secret: "a pepper of thirty-two bytes or more" };

export interface Ring {
  readonly keyring: Keyring;
  readonly store: KeyStore;
  readonly clock: FakeClock;
  /** Runs once, right before the next write takes the lock: what a race does. */
  beforeNextWrite(act: () => Promise<unknown>): void;
  /** How many transactions were begun. */
  readonly writes: () => number;
  readonly reads: () => number;
}

/** A keyring over a memory store that counts, and lets a test slip between a decision and its lock. */
export function ring(options: Partial<KeyringOptions> = {}): Ring {
  const { store: kept = memoryStore() } = options;
  const clock = fakeClock();
  let race: (() => Promise<unknown>) | undefined;
  let writes = 0;
  let reads = 0;
  const store: KeyStore = {
    ...kept,
    findKey(ref) {
      reads++;
      return kept.findKey(ref);
    },
    async transact(work) {
      const act = race;
      race = undefined;
      await act?.();
      writes++;
      return kept.transact(work);
    },
  };
  const keyring = createKeyring({
    clock,
    prefix: "acme",
    peppers: [PEPPER],
    roles: { reader: ["bundles:read"], keeper: ["api-keys:*"], admin: ["*:*"] },
    ...options,
    store,
  });
  return {
    keyring,
    store,
    clock,
    beforeNextWrite: (act) => void (race = act),
    writes: () => writes,
    reads: () => reads,
  };
}

/** A user with one grant in organization "a". */
export function user(id: string, grant: Partial<Grant> & { permissions: readonly string[] }): Actor {
  return { kind: "user", id, grants: [{ org: "a", reach: "all", ...grant }] };
}

/** The actor that a new key of "u1" in organization "a" is. */
export async function keyAs(
  { keyring }: Pick<Ring, "keyring">,
  fields: CreateKey,
  origin: Origin = {},
): Promise<KeyActor> {
  const { key } = await keyring.create({ orgId: "a", ownerId: "u1", ...fields }, systemActor("test"));
  return keyActor({ keyId: key.id }, origin);
}

/** The code of a rejection; fails the test when there is none. */
export async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => "resolved",
    (error: { code?: string }) => error.code ?? inspect(error),
  );
}
