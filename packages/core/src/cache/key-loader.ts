import type { KeyringContext } from "../context/keyring-context.js";
import { findCustomRole } from "../context/role-reader.js";
import { roleOf } from "../permissions/roles.js";
import { withDeadline } from "../store/with-deadline.js";
import { CachedKey } from "./cached-key.js";
import type { KeyCache, Watch } from "./key-cache.js";
import { keyTraits } from "./key-traits.js";
import { ageOf, momentOf, type Moment } from "../moment.js";
import { goOn, isLater, orRejected, type OrLater } from "../or-later.js";
import type { StoreGate } from "./store-gate.js";

/** What was read, and when that was asked for: nothing later than that is in it. */
export interface LoadedKey {
  /** Null when there is no such key. */
  readonly key: CachedKey | null;
  readonly sent: Moment;
}

/** Reads a key, waiting so many milliseconds at most. */
export type LoadKey = (id: string, milliseconds: number) => OrLater<LoadedKey>;

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
  const traitsOf = keyTraits(ring.roles, cacheSize);
  const flights = new Map<string, Flight>();

  function read(id: string, sent: Moment): OrLater<LoadedKey> {
    return orRejected(() =>
      goOn(store.findKey({ id }), (record) => {
        // A database's idea of equality can be wider than ours.
        if (record?.id !== id) return { key: null, sent };
        const custom = isCustom(record.role) ? findCustomRole(store, record.role) : null;
        return goOn(custom, (role) => ({ key: new CachedKey(record, traitsOf(record, role)), sent }));
      }),
    );
  }

  function depart(id: string): OrLater<LoadedKey> {
    const sent = momentOf(clock);
    // What is not kept is joined by nobody.
    if (cacheSize === 0) return read(id, sent);
    const answer = read(id, sent);
    const watch = cache.watch(id);
    if (isLater(answer)) fly(id, { sent, watch, answer });
    else watch.end(answer.key);
    return answer;
  }

  /** Lets others join the read until it lands. */
  function fly(id: string, flight: Flight): void {
    flights.set(id, flight);
    const land = (key?: CachedKey | null) => {
      if (flights.get(id) === flight) flights.delete(id);
      flight.watch.end(key);
    };
    flight.answer.then(
      ({ key }) => land(key),
      () => land(),
    );
  }

  function isJoinable({ sent, watch }: Flight): boolean {
    return !watch.outdated && ageOf(clock, sent) <= Math.min(deadlines.verify, JOINABLE_MS);
  }

  return function loadKey(id, milliseconds) {
    const flight = flights.get(id);
    if (flight !== undefined && isJoinable(flight)) return withDeadline(flight.answer, milliseconds);
    return gate.pass(() => depart(id), milliseconds);
  };
}

function isCustom(role: string | null): boolean {
  return role !== null && roleOf(role).kind === "custom";
}
