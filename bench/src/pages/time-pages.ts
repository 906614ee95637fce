import { createKeyring, type Keyring, type KeyStore } from "@latchkey/core";
import { knexStore } from "@latchkey/knex";
import type { Knex } from "knex";

import { openDatabase, type BenchDatabase } from "../databases/bench-database.ts";
import { medianOf } from "../figures/spread.ts";
import { askPage } from "./ask-page.ts";
import { cursorAt } from "./cursor-at.ts";
import { OPTIONS } from "./options.ts";
import { pageKinds, type PageKind } from "./page-kinds.ts";

/** A database that was filled with so many keys. */
export interface Filled {
  readonly database: BenchDatabase;
  readonly keys: number;
}

/** One page of a list, in milliseconds, in the small table, in the large one, and in the small one again. */
export interface TimedPage {
  readonly list: string;
  readonly position: Position;
  readonly small: number;
  readonly large: number;
  readonly again: number;
  /** Rows of the page, in the small table and in the large one. */
  readonly rows: readonly [number, number];
}

export const POSITIONS = ["first", "middle", "end"] as const;

export type Position = (typeof POSITIONS)[number];

const LIMIT = 50;
const WARMING = 3;

/** Asks each page `times` times of both tables in turn, through connections of its own. */
export async function timePages(small: Filled, large: Filled, times: number): Promise<readonly TimedPage[]> {
  const sides = [open(small), open(large)] as const;
  const timed: TimedPage[] = [];
  try {
    for (const kind of pageKinds)
      for (const position of POSITIONS) timed.push(await timePage(sides, kind, position, times));
  } finally {
    for (const side of sides) await close(side);
  }
  return timed;
}

interface Side {
  readonly keys: number;
  readonly db: Knex;
  readonly store: KeyStore;
  readonly keyring: Keyring;
}

function open({ database, keys }: Filled): Side {
  const db = openDatabase(database);
  const store = knexStore(db);
  return { keys, db, store, keyring: createKeyring({ ...OPTIONS, store }) };
}

async function close({ db, keyring }: Side): Promise<void> {
  await keyring.close();
  await db.destroy();
}

async function timePage(
  [smallSide, largeSide]: readonly [Side, Side],
  kind: PageKind,
  position: Position,
  times: number,
): Promise<TimedPage> {
  const [small, large] = [await asking(smallSide, kind, position), await asking(largeSide, kind, position)];
  const rows = [await warmed(small), await warmed(large)] as const;
  const taken: Record<"small" | "large" | "again", number[]> = { small: [], large: [], again: [] };
  for (let time = 0; time < times; time++) {
    taken.small.push(await timeOf(small));
    taken.large.push(await timeOf(large));
    taken.again.push(await timeOf(small));
  }
  const [list, again] = [kind.name, medianOf(taken.again)];
  return { list, position, small: medianOf(taken.small), large: medianOf(taken.large), again, rows };
}

/** Asks for one page, always the same, and tells how many rows it holds. */
type Ask = () => Promise<number>;

async function asking({ keys, store, keyring }: Side, kind: PageKind, position: Position): Promise<Ask> {
  const cursor = position === "first" ? undefined : await cursorAt(store, kind, kind.deep(keys)[position]);
  const page = { limit: LIMIT, ...(cursor !== undefined && { cursor }) };
  return async () => (await askPage(keyring, kind, page)).data.length;
}

async function warmed(ask: Ask): Promise<number> {
  for (let time = 1; time < WARMING; time++) await ask();
  return ask();
}

async function timeOf(ask: Ask): Promise<number> {
  const begun = performance.now();
  await ask();
  return performance.now() - begun;
}
