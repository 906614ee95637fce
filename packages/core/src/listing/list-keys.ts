import type { Actor } from "../actors/actor.js";
import { requireHeldSomewhere } from "../actors/covering-grant.js";
import { actorNow } from "../context/actor-now.js";
import { readerOf } from "../context/key-reader.js";
import type { KeyringContext } from "../context/keyring-context.js";
import { type Lazy, valueOf } from "../context/lazy.js";
import { checkedList, type ListKeys } from "../keys/list-input.js";
import { apiKey, type ApiKey } from "../keys/api-key.js";
import { readCursor, writeCursor } from "./cursor.js";
import { keyFilter } from "./key-filter.js";
import { compareKeys, positionOf, type KeySort } from "./key-order.js";
import { mergedPage } from "./merged-page.js";
import { listSources } from "./list-sources.js";

export interface KeyPage {
  readonly data: readonly ApiKey[];
  readonly nextCursor: string | null;
}

const DEFAULT_LIMIT = 50;
const DEFAULT_SORT: KeySort = "-created_at";

export async function listKeys(ring: KeyringContext, input: Lazy<ListKeys>, as: Actor): Promise<KeyPage> {
  const reader = readerOf(ring);
  const actor = await actorNow(ring, as, reader);
  requireHeldSomewhere(actor, "api-keys:read");
  const asked = checkedList(valueOf(input));
  const sort = asked.sort ?? DEFAULT_SORT;
  const query = { ...asked, sort };
  const limit = query.limit ?? DEFAULT_LIMIT;
  const after = readCursor(ring.cursors, query);
  const now = ring.clock.now();

  const sources = await listSources(ring, actor, query, { sort, limit, after });
  const page = await mergedPage(sources, {
    limit,
    compare: (a, b) => compareKeys(sort, a, b),
    belongs: keyFilter(query, actor, now),
  });
  return {
    data: page.rows.map((row) => apiKey(row, now)),
    nextCursor: page.end === undefined ? null : writeCursor(ring.cursors, query, positionOf(sort, page.end)),
  };
}
