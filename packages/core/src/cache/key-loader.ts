import { findKey } from "../context/key-reader.js";
import type { KeyringContext } from "../context/keyring-context.js";
import { findCustomRole } from "../context/role-reader.js";
import { withDeadline } from "../store/with-deadline.js";
import { cachedKey, type CachedKey } from "./cached-key.js";
import type { KeyCache, Watch } from "./key-cache.js";
import { ageOf, momentOf, type Moment } from "../moment.js";
import type { StoreGate } from "./store-gate.js";

/** What was read, and when that was asked for: nothing later than that is in it. */
export interface LoadedKey {
  /** Null when there is no such key. */
  readonly key: CachedKey | null;
  readonly sent: Moment;
}

/** Reads a key, waiting so many milliseconds at most. */
export type LoadKey = (id: string, milliseconds: number) => Promise<LoadedKey>;

/** One read under way. */
interface Flight {
  readonly sent: Moment;
  readonly watch: Watch;
  readonly answer: Promise<LoadedKey>;
}

/** A longer wait for the store does not make what is read any newer. */
const JOINABLE_MS = 750;

/**
 * Reads keys, one read at a time for each of them, and keeps what it read. A read that a write has overtaken is joined
 * by nobody; those who wait for it already have to see for themselves whether it still holds.
 */
export function keyLoader(ring: KeyringContext, cache: KeyCache, gate: StoreGate): LoadKey {
  const { clock, store, deadlines, cacheSize } = ring;
  const flights = new Map<string, Flight>();

  async function read(id: string): Promise<CachedKey | null> {
    const record = await findKey(store, { id });
    return record && cachedKey(ring.roles, record, await findCustomRole(store, record.role));
  }

  function depart(id: string): Promise<LoadedKey> {
    const watch = cache.watch(id);
    const sent = momentOf(clock);
    const flight: Flight = { sent, watch, answer: read(id).then((key) => ({ key, sent })) };
    flights.set(id, flight);
    const land = (key?: CachedKey | null) => {
      if (flights.get(id) === flight) flights.delete(id);
      watch.end(key);
    };
    flight.answer.then(
      ({ key }) => land(key),
      () => land(),
    );
    return flight.answer;
  }

  function isJoinable({ sent, watch }: Flight): boolean {
    return cacheSize > 0 && !watch.outdated && ageOf(clock, sent) <= Math.min(deadlines.verify, JOINABLE_MS);
  }

  return function loadKey(id, milliseconds) {
    const flight = flights.get(id);
    if (flight !== undefined && isJoinable(flight)) return withDeadline(flight.answer, milliseconds);
    return gate.pass(() => depart(id), milliseconds);
  };
}
