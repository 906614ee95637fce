import {
  createKeyring,
  systemActor,
  type KeyStore,
  type Keyring,
  type Observation,
  type UsageBatch,
} from "@latchkey/core";
import { fakeClock, memoryStore } from "@latchkey/core/testing";

export interface WatchedKeyring {
  readonly keyring: Keyring;
  /** One of each key. */
  readonly tokens: readonly string[];
  /** The methods of the store that were called since the keys were made, in order. */
  readonly calls: string[];
  /** What was written of usage. */
  readonly batches: UsageBatch[];
  /** What was seen of each verification since then. */
  readonly seen: Observation[];
}

const PEPPER = { version: 1, secret: "a pepper for tests, long enough to be one" };

/** A real keyring with so many keys, all of them in its memory, over a store that tells what is asked of it. */
export async function watchedKeyring(keys: number): Promise<WatchedKeyring> {
  const calls: string[] = [];
  const batches: UsageBatch[] = [];
  const seen: Observation[] = [];
  const keyring = createKeyring({
    store: watched(memoryStore(), calls, batches),
    peppers: [PEPPER],
    roles: { reader: ["bundles:read"] },
    // It stands still: nothing in memory grows old, and no run counts in two hours.
    clock: fakeClock(),
    onVerdict: (observation) => void seen.push(observation),
  });
  const inputs = Array.from({ length: keys }, () => ({ orgId: "acme", role: "reader" }));
  const made = await keyring.createMany(inputs, systemActor("test"));
  const tokens = made.map(({ token }) => token);
  await keyring.start();
  for (const token of tokens) await keyring.verify(token);
  calls.length = 0;
  seen.length = 0;
  return { keyring, tokens, calls, batches, seen };
}

function watched(store: KeyStore, calls: string[], batches: UsageBatch[]): KeyStore {
  const told = Object.entries(store).map(([name, method]) => [
    name,
    (...given: never[]) => {
      calls.push(name);
      return (method as (...given: never[]) => unknown)(...given);
    },
  ]);
  const all = Object.fromEntries(told) as KeyStore;
  return {
    ...all,
    addUsage: (batch) => {
      batches.push(batch);
      return all.addUsage(batch);
    },
  };
}
