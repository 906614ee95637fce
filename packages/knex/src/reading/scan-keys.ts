import type { KeyRecord, KeyScan } from "@latchkey/core";
import type { Knex } from "knex";

import type { Session } from "../connection/session.js";
import { integer, isKeepable } from "../records/column.js";
import { keyColumns, keyFromRow } from "../records/key-rows.js";
import type { StoreContext } from "../store-context.js";
import { placeOf, type IndexedPlace } from "./place.js";
import { prefixEnd } from "./prefix-end.js";
import { scanIds, type IdScan } from "./scan-ids.js";
import { behind, walkIndex, type Range } from "./walk-index.js";

type NameScan = KeyScan & { readonly order: "name" };
type NumberScan = Exclude<KeyScan, NameScan>;
type IndexScan = NameScan | (NumberScan & { readonly within: IndexedPlace });

/** A stretch of an index, behind the columns of the place. */
interface Stretch {
  readonly equal: Readonly<Record<string, string>>;
  readonly range: Range;
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
  { equal, range }: Stretch,
): Knex.QueryBuilder {
  const index = [...Object.keys(place), "live", ...(scan.order === "name" ? ["name_lower"] : []), "number"];
  const constants = { ...place, live: scan.live, ...equal };
  const direction = directionOf(scan);
  return walkIndex(context, { table: "keys", index, constants, range, direction }).select(keyColumns);
}

function directionOf({ order }: KeyScan): "asc" | "desc" {
  return order === "number-desc" ? "desc" : "asc";
}

function numberStretch(scan: NumberScan): Stretch {
  const after = scan.after === undefined ? undefined : integer.write(scan.after);
  return { equal: {}, range: behind(directionOf(scan), after) };
}

/**
 * Behind a position come first the other keys of its name, then the later names. As one condition this reads all keys
 * of that name for every page, and a thousand keys may well be called `ci`.
 */
function nameStretches({ after, namePrefix = "" }: NameScan): readonly Stretch[] {
  const laterNames: Stretch = { equal: {}, range: namesFrom(namePrefix, after?.nameLower) };
  if (!after?.nameLower.startsWith(namePrefix)) return [laterNames];
  const sameName: Stretch = {
    equal: { name_lower: after.nameLower },
    range: { above: [">", integer.write(after.number)] },
  };
  return [sameName, laterNames];
}

/**
 * The names that begin with a prefix and come behind another. The range has one beginning, the later of the two: of two
 * conditions SQLite takes the first, and would read all names between them for every page.
 */
function namesFrom(prefix: string, after: string | undefined): Range {
  const end = prefixEnd(prefix);
  const below: Range = end === undefined ? {} : { below: ["<", end] };
  if (after !== undefined && Buffer.compare(Buffer.from(after), Buffer.from(prefix)) >= 0)
    return { ...below, above: [">", after] };
  return prefix === "" ? below : { ...below, above: [">=", prefix] };
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
