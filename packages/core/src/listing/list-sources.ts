import type { ResolvedActor } from "../actors/resolve-actor.js";
import type { KeyringContext } from "../context/keyring-context.js";
import type { ListKeys } from "../keys/list-input.js";
import { factsOf } from "../context/facts.js";
import { foldName, type KeyRecord } from "../keys/key-record.js";
import type { KeyScan } from "../store/key-store.js";
import { withDeadline } from "../store/with-deadline.js";
import { compareKeys, positionOf, type KeySort, type Position } from "./key-order.js";
import { listRanges, type ListRange } from "./list-ranges.js";
import { firstStretch, rowSource, type Budget, type RowSource } from "./row-source.js";
import { publicLookup } from "../foreign/lookups.js";

/** How a list is walked. */
export interface Walk {
  readonly sort: KeySort;
  readonly limit: number;
  readonly after: Position | undefined;
}

/** The sources of a list: a walk along each range, and what the search text names exactly. */
export async function listSources(
  ring: KeyringContext,
  actor: ResolvedActor,
  query: ListKeys,
  walk: Walk,
  budget: Budget,
): Promise<readonly RowSource<KeyRecord>[]> {
  const named = await namedExactly(ring, query);
  const exact = inOrder(named, walk);
  const ranges = listRanges(actor, query);
  budget.left -= named.length;
  const stretch = firstStretch(walk.limit, ranges.length, budget);
  return [
    rowSource<KeyRecord>(async (after) => (after === undefined ? exact : []), exact.length + 1, {
      left: Infinity,
    }),
    ...ranges.map((range) => {
      const scanFrom = (position: Position | undefined, limit: number) =>
        scanOf(range, query, walk.sort, position, limit);
      return rowSource<KeyRecord>(
        (after, limit) => scan(ring, scanFrom(after ? positionOf(walk.sort, after) : walk.after, limit)),
        stretch,
        budget,
      );
    }),
  ];
}

function scanOf(
  within: ListRange,
  { status, q }: ListKeys,
  sort: KeySort,
  after: Position | undefined,
  limit: number,
): KeyScan {
  const live = status !== "revoked";
  if (sort !== "name") {
    const order = sort === "created_at" ? "number" : "number-desc";
    return { live, limit, order, within, ...(after && { after: after.number }) };
  }
  if (within.by === "project") throw new Error("no index has projects by name");
  return {
    live,
    limit,
    order: "name",
    within,
    ...(q !== undefined && { namePrefix: foldName(q) }),
    ...(after && { after: { nameLower: after.nameLower ?? "", number: after.number } }),
  };
}

function scan(ring: KeyringContext, wanted: KeyScan): Promise<readonly KeyRecord[]> {
  return withDeadline(ring.store.scanKeys(wanted), ring.deadlines.manage);
}

const ID = /^[0-9A-Za-z]{16}$/;
const NUMBER = /^[1-9]\d{0,14}$/;
const HINT = /^[a-z][a-z0-9]{1,15}_(?:live|test)_([0-9A-Za-z]{4})…$/;

/** The keys whose id, number, hint or public part the search text is. */
async function namedExactly(ring: KeyringContext, { q, status }: ListKeys): Promise<readonly KeyRecord[]> {
  if (q === undefined) return [];
  const facts = factsOf(ring);
  const hint = HINT.exec(q)?.[1];
  const found = [
    ID.test(q) ? await facts.findKey({ id: q }) : null,
    NUMBER.test(q) ? await facts.findKey({ number: Number(q) }) : null,
    ring.foreign.names.length > 0 ? await facts.findKey({ lookup: publicLookup(q) }) : null,
    ...(hint === undefined ? [] : await scan(ring, hintScan(hint, status !== "revoked"))),
  ];
  return found.filter((key) => key !== null);
}

/** Those behind the list's cursor, in the list's order. */
function inOrder(keys: readonly KeyRecord[], { sort, after }: Walk): readonly KeyRecord[] {
  return keys
    .filter((key) => after === undefined || compareKeys(sort, after, key) < 0)
    .sort((a, b) => compareKeys(sort, a, b));
}

function hintScan(prefix: string, live: boolean): KeyScan {
  return { live, limit: 100, order: "number", within: { by: "id", prefix } };
}
