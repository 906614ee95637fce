import type { KeyRecord, KeyScan } from "@latchkey/core";
import type { Knex } from "knex";

import type { Session } from "../connection/session.js";
import { integer, isKeepable } from "../records/column.js";
import { keyColumns, keyFromRow } from "../records/key-rows.js";
import type { StoreContext } from "../store-context.js";
import { placeOf, type IndexedPlace } from "./place.js";
import { prefixEnd } from "./prefix-end.js";
import { scanIds, type IdScan } from "./scan-ids.js";
import { walkIndex } from "./walk-index.js";

type NameScan = KeyScan & { readonly order: "name" };
type NumberScan = Exclude<KeyScan, NameScan>;
type IndexScan = NameScan | (NumberScan & { readonly within: IndexedPlace });

/** A stretch of an index, behind the columns of the place. */
interface Stretch {
  readonly equal: Readonly<Record<string, string>>;
  narrow(this: void, query: Knex.QueryBuilder): Knex.QueryBuilder;
}

/** The keys of a scan, in its order. */
export async function scanKeys(
  context: StoreContext,
  session: Session,
  scan: KeyScan,
): Promise<readonly KeyRecord[]> {
  if (!isFindable(scan)) return [];
  return isIdScan(scan) ? scanIds(context, session, scan) : scanIndex(context, session, scan as IndexScan);
}

async function scanIndex(
  context: StoreContext,
  session: Session,
  scan: IndexScan,
): Promise<readonly KeyRecord[]> {
  const found: KeyRecord[] = [];
  const place = placeOf(scan.within);
  for (const stretch of scan.order === "name" ? nameStretches(scan) : [numberStretch(scan)]) {
    const query = walk(context, scan, place.columns, stretch).limit(scan.limit - found.length);
    found.push(...((await session.run(query)) as readonly unknown[]).map(keyFromRow));
    if (found.length === scan.limit) break;
  }
  // Once more, byte for byte: the table may have been given another collation by other hands.
  return found.filter(place.holds);
}

function walk(
  context: StoreContext,
  scan: IndexScan,
  place: Readonly<Record<string, string | null>>,
  { equal, narrow }: Stretch,
): Knex.QueryBuilder {
  const index = [...Object.keys(place), "live", ...(scan.order === "name" ? ["name_lower"] : []), "number"];
  const constants = { ...place, live: scan.live, ...equal };
  const direction = scan.order === "number-desc" ? "desc" : "asc";
  return narrow(walkIndex(context, { table: "keys", index, constants, direction }).select(keyColumns));
}

function numberStretch({ order, after }: NumberScan): Stretch {
  const sign = order === "number" ? ">" : "<";
  return {
    equal: {},
    narrow: (query) => (after === undefined ? query : query.where("number", sign, integer.write(after))),
  };
}

/**
 * Behind a position come first the other keys of its name, then the later names. As one condition this reads all keys
 * of that name for every page, and a thousand keys may well be called `ci`.
 */
function nameStretches({ after, namePrefix = "" }: NameScan): readonly Stretch[] {
  const end = prefixEnd(namePrefix);
  const laterNames: Stretch = {
    equal: {},
    narrow(query) {
      if (namePrefix !== "") query.where("name_lower", ">=", namePrefix);
      if (after !== undefined) query.where("name_lower", ">", after.nameLower);
      return end === undefined ? query : query.where("name_lower", "<", end);
    },
  };
  if (!after?.nameLower.startsWith(namePrefix)) return [laterNames];
  const sameName: Stretch = {
    equal: { name_lower: after.nameLower },
    narrow: (query) => query.where("number", ">", integer.write(after.number)),
  };
  return [sameName, laterNames];
}

function isIdScan(scan: KeyScan): scan is IdScan {
  return scan.within.by === "id";
}

/** Whether all a scan compares with can be kept at all; what cannot is found nowhere. Only an organization can be null. */
function isFindable(scan: KeyScan): boolean {
  const { within } = scan;
  const texts: unknown[] = within.by === "org" && within.org === null ? [] : Object.values(within);
  if (scan.order === "name") texts.push(scan.namePrefix ?? "", scan.after?.nameLower ?? "");
  return texts.every(isKeepable);
}
