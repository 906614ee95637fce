import type { KeyringContext } from "../context/keyring-context.js";
import { keyByLookups } from "../context/key-reader.js";
import type { Lookups } from "../foreign/foreign-kind.js";
import type { RowRef } from "../keys/key-record.js";
import { leastRecentlyUsed } from "../least-recently-used.js";
import { ageOf, momentOf, type Moment } from "../moment.js";
import { withDeadline } from "../store/with-deadline.js";
import type { StoreGate } from "./store-gate.js";

/**
 * Which key a lookup means. What was found is remembered as a hint and no more: the key is read or remembered by its id
 * then, and says itself whether the token is its own.
 */
export interface KeyLocator {
  /** The id that was found before. */
  recall(lookup: string): string | undefined;
  /** The id of the key that has one of these lookups, the first of them naming them all; null when there is no such key. */
  locate(lookups: Lookups, milliseconds: number): Promise<string | null>;
  forget(lookup: string): void;
  /** Forgets every id. */
  clear(): void;
  /** Lets nobody join a search that is under way: what it looks for may have come since. */
  disown(): void;
}

/** One search under way. */
interface Search {
  readonly sent: Moment;
  readonly id: Promise<string | null>;
}

const JOINABLE_MS = 750;
/** Also of a keyring that keeps no records: an id saves it one of two reads. */
const FEWEST_HINTS = 10_000;

export function keyLocator({ store, clock, cacheSize }: KeyringContext, gate: StoreGate): KeyLocator {
  const hints = leastRecentlyUsed<string>(Math.max(cacheSize, FEWEST_HINTS));
  const searches = new Map<string, Search>();
  const reader = { findKey: async (ref: RowRef) => store.findKey(ref) };

  async function search(lookups: Lookups): Promise<string | null> {
    const key = await keyByLookups(reader, lookups);
    if (key !== null) hints.set(lookups[0], key.id);
    return key === null ? null : key.id;
  }

  function depart(lookups: Lookups): Promise<string | null> {
    const [name] = lookups;
    const mine = { sent: momentOf(clock), id: search(lookups) };
    searches.set(name, mine);
    const land = () => {
      if (searches.get(name) === mine) searches.delete(name);
    };
    mine.id.then(land, land);
    return mine.id;
  }

  return {
    recall: hints.get,
    async locate(lookups, milliseconds) {
      const flight = searches.get(lookups[0]);
      if (flight !== undefined && ageOf(clock, flight.sent) <= JOINABLE_MS)
        return withDeadline(flight.id, milliseconds);
      return gate.pass(() => depart(lookups), milliseconds);
    },
    forget: hints.delete,
    clear: () => hints.clear(),
    disown: () => searches.clear(),
  };
}
