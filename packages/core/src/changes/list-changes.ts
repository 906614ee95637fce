import type { Actor } from "../actors/actor.js";
import { requireHeldSomewhere } from "../actors/covering-grant.js";
import { actorNow } from "../context/actor-now.js";
import { factsOf } from "../context/facts.js";
import type { KeyringContext } from "../context/keyring-context.js";
import { type Lazy, valueOf } from "../context/lazy.js";
import { mergedPage } from "../listing/merged-page.js";
import { shownChange, type Change } from "./change.js";
import { readChangeCursor, writeChangeCursor } from "./change-cursor.js";
import { changeFilter } from "./change-filter.js";
import { checkedChangeQuery, type ListChanges } from "./change-query.js";
import { changeSources } from "./change-sources.js";

/** Newest first. A page examines at most 2,000 rows, so it may hold fewer than `limit`. */
export interface ChangePage {
  readonly data: readonly Change[];
  readonly nextCursor: string | null;
}

const DEFAULT_LIMIT = 50;

export async function listChanges(
  ring: KeyringContext,
  input: Lazy<ListChanges>,
  as: Actor,
): Promise<ChangePage> {
  const actor = await actorNow(ring, as, factsOf(ring));
  requireHeldSomewhere(actor, "api-changes:read");
  const query = checkedChangeQuery(valueOf(input));
  const { limit = DEFAULT_LIMIT } = query;
  const after = readChangeCursor(ring.cursors, query);

  const { rows, end } = await mergedPage(await changeSources(ring, actor, query, { limit, after }), {
    limit,
    compare: (a, b) => b.seq - a.seq,
    belongs: changeFilter(query, actor),
  });
  return {
    data: rows.map(shownChange),
    nextCursor: end === undefined ? null : writeChangeCursor(ring.cursors, query, end.seq),
  };
}
