import { createKeyring, type KeyStore } from "@latchkey/core";

import { askPage } from "./ask-page.ts";
import { OPTIONS } from "./options.ts";
import type { PageKind, Place } from "./page-kinds.ts";

/**
 * The cursor of a page deep in a list, as the keyring gives it: by one of the same pepper over a store that begins
 * there, instead of by paging through half a million keys.
 */
export async function cursorAt(store: KeyStore, kind: PageKind, place: Place): Promise<string> {
  const keyring = createKeyring({ ...OPTIONS, store: beginningBehind(store, place) });
  try {
    const { nextCursor } = await askPage(keyring, kind, { limit: 1 });
    if (nextCursor === null)
      throw new Error(`${kind.name}: there is nothing behind ${JSON.stringify(place)}`);
    return nextCursor;
  } finally {
    await keyring.close();
  }
}

function beginningBehind(store: KeyStore, { number, nameLower = "" }: Place): KeyStore {
  return {
    ...store,
    scanKeys: (scan) =>
      store.scanKeys(
        scan.order === "name" ? { after: { nameLower, number }, ...scan } : { after: number, ...scan },
      ),
    scanChanges: (scan) => store.scanChanges({ after: number, ...scan }),
  };
}
