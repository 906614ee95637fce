import type { KeyStore } from "../../store/key-store.js";

/** One sentence of the store contract. */
export interface StoreCase {
  /** What a store does, as a sentence: `finds a key by its id and by its number`. */
  readonly name: string;
  /** Rejects when the store does something else. `store` holds nothing yet: no key, no change, a head at zero. */
  run(store: KeyStore): Promise<void>;
}
