import type { KeyStore } from "@latchkey/core";

import type { MadeKeys } from "./made-keys.ts";

const EMPTY = { lastSeq: 0, lastHash: "", lastNumber: 0 };
const AS_EXPECTED = { digest: 0, previousDigest: 0, lookup: 0, sealedToken: 0, changeHash: 0 };

/** A store of keys that are made when they are read. It can be read only, and forgets usage. */
export function madeStore(keys: MadeKeys): KeyStore {
  return {
    async findKey(ref) {
      return ("id" in ref && keys.recordOf(ref.id)) || null;
    },
    scanKeys: async () => [],
    findRoles: async () => [],
    scanChanges: async () => [],
    readUsage: async () => ({ hours: [], lastUsed: [] }),
    addUsage: async () => {},
    survey: async (expected) => ({ head: EMPTY, expected, unexpected: AS_EXPECTED }),
    transact: () => Promise.reject(new Error("nothing is written here")),
  };
}
