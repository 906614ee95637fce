import {
  createKeyring,
  systemActor,
  type ChangeHint,
  type Keyring,
  type KeyringOptions,
  type KeyStore,
  type Push,
} from "../../src/index.js";
import { fakeClock, memoryStore, type FakeClock } from "../../src/testing/index.js";

export const SYSTEM = systemActor("test");
export const PEPPERS = [{ version: 1, secret: "pepper one, 32 bytes at the least" }];

/** What a test can do to the store of one keyring. */
export interface Faults {
  /** Reads of keys wait for this. */
  holdReads: Promise<unknown> | null;
  /** Reads of keys and changes fail with this. */
  down: Error | null;
  /** Nothing answers. */
  silent: boolean;
}

export interface TwoRings {
  /** Another process. */
  readonly other: Keyring;
  /** This one, whose store is watched. */
  readonly keyring: Keyring;
  readonly clock: FakeClock;
  readonly faults: Faults;
  /** How many keys this one has read. */
  readonly reads: () => number;
  readonly writes: () => number;
  /** Lets time pass for clocks and timers, half a second at a time. */
  pass(milliseconds: number): Promise<void>;
}

/** Two keyrings over one store, as two processes have them. Needs Jest's fake timers. */
export function twoRings(options: Partial<KeyringOptions> = {}, store = memoryStore()): TwoRings {
  const clock = fakeClock();
  const faults: Faults = { holdReads: null, down: null, silent: false };
  let reads = 0;
  let writes = 0;

  async function answer<T>(from: () => T | Promise<T>): Promise<T> {
    if (faults.silent) await new Promise(() => {});
    if (faults.down !== null) throw faults.down;
    return from();
  }
  const watched: KeyStore = {
    ...store,
    async findKey(ref) {
      reads++;
      const found = await answer(() => store.findKey(ref));
      await faults.holdReads;
      return found;
    },
    scanChanges: (scan) => answer(() => store.scanChanges(scan)),
    transact(work) {
      writes++;
      return answer(() => store.transact(work));
    },
  };
  const shared = { prefix: "acme", peppers: PEPPERS, clock, ...options };
  const keyring = createKeyring({ ...shared, store: watched });
  const other = createKeyring({ ...shared, store });
  return {
    other,
    keyring,
    clock,
    faults,
    reads: () => reads,
    writes: () => writes,
    async pass(milliseconds) {
      for (let left = milliseconds; left > 0; left -= 500) {
        clock.advance(Math.min(500, left));
        await jest.advanceTimersByTimeAsync(Math.min(500, left));
      }
    },
  };
}

/** A bus in this process. */
export function localPush(): Push {
  const listeners = new Set<(hint: ChangeHint) => void>();
  return {
    publish: (hint) => listeners.forEach((listener) => listener(hint)),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
