import type { Actor } from "../actors/actor.js";
import { requireHeldSomewhere } from "../actors/covering-grant.js";
import { actorNow, readerOf } from "../keyring/read.js";
import type { KeyringContext } from "../keyring/context.js";
import type { KeyPage, Lazy, ListKeys } from "../keyring/keyring.js";
import { valueOf } from "../keyring/lazy.js";
import { apiKey } from "../keys/api-key.js";
import { checkedList } from "../keys/key-input.js";
import { readCursor, writeCursor } from "./cursor.js";
import { keyFilter } from "./key-filter.js";
import { compareKeys, positionOf, type KeySort } from "./key-order.js";
import { mergedPage } from "./merged-page.js";
import { listSources } from "./list-sources.js";

const DEFAULT_LIMIT = 50;
const DEFAULT_SORT: KeySort = "-created_at";

export async function listKeys(ring: KeyringContext, input: Lazy<ListKeys>, as: Actor): Promise<KeyPage> {
  const reader = readerOf(ring);
  const actor = await actorNow(ring, as, reader);
  requireHeldSomewhere(actor, "api-keys:read");
  const query = checkedList(valueOf(input));
  const sort = query.sort ?? DEFAULT_SORT;
  const limit = query.limit ?? DEFAULT_LIMIT;
  const after = readCursor(query, sort);
  const now = ring.clock.now();

  const sources = await listSources(ring, actor, query, { sort, limit, after });
  const page = await mergedPage(sources, {
    limit,
    compare: (a, b) => compareKeys(sort, a, b),
    belongs: keyFilter(query, actor, now),
  });
  return {
    data: page.rows.map((row) => apiKey(row, now)),
    nextCursor: page.end === undefined ? null : writeCursor(query, positionOf(sort, page.end)),
  };
}
