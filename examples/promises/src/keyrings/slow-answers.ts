import { randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";

import type { KeyStore } from "@latchkey/core";

/** A store whose answers about keys are up to so many milliseconds old when they arrive. */
export function slowAnswers(mostMs: number): (store: KeyStore) => KeyStore {
  return (store) => ({
    ...store,
    async findKey(ref) {
      const found = await store.findKey(ref);
      await sleep(randomInt(mostMs + 1));
      return found;
    },
  });
}
