import type { Actor } from "../actors/actor.js";
import { requireHeldSomewhere } from "../actors/covering-grant.js";
import { actorNow } from "../context/actor-now.js";
import { factsOf } from "../context/facts.js";
import type { KeyringContext } from "../context/keyring-context.js";
import { type Lazy, valueOf } from "../context/lazy.js";
import { checkedList, type ListKeys } from "../keys/list-input.js";
import type { ApiKey } from "../keys/api-key.js";
import { showKeys } from "../context/show-keys.js";
import { readCursor, writeCursor } from "./cursor.js";
import { keyFilter } from "./key-filter.js";
import { compareKeys, positionOf, type KeySort } from "./key-order.js";
import { mergedPage } from "./merged-page.js";
import { roleFilter } from "./role-filter.js";
import { PAGE_BUDGET, type Budget } from "./row-source.js";
import { listSources } from "./list-sources.js";

export interface KeyPage {
  readonly data: readonly ApiKey[];
  readonly nextCursor: string | null;
}

const DEFAULT_LIMIT = 50;
const DEFAULT_SORT: KeySort = "-created_at";
/** How many rows one page examines at most; the last look at a role may overdraw it by one. */
const BUDGET = PAGE_BUDGET - 1;

export async function listKeys(ring: KeyringContext, input: Lazy<ListKeys>, as: Actor): Promise<KeyPage> {
  const facts = factsOf(ring);
  const actor = await actorNow(ring, as, facts);
  requireHeldSomewhere(actor, "api-keys:read");
  const asked = checkedList(valueOf(input));
  const sort = asked.sort ?? DEFAULT_SORT;
  const query = { ...asked, sort };
  const limit = query.limit ?? DEFAULT_LIMIT;
  const after = readCursor(ring.cursors, query);

  const budget: Budget = { left: BUDGET };
  const sources = await listSources(ring, actor, query, { sort, limit, after }, budget);
  const page = await mergedPage(sources, {
    limit,
    compare: (a, b) => compareKeys(sort, a, b),
    belongs: keyFilter(query, actor, facts.now, roleFilter(facts, query.role, budget)),
    budget,
  });
  return {
    data: await showKeys(ring, facts, page.rows),
    nextCursor: page.end === undefined ? null : writeCursor(ring.cursors, query, positionOf(sort, page.end)),
  };
}
