import { dropDatabase, type BenchDatabase, type Engine } from "../databases/bench-database.ts";
import type { Figure } from "../figures/figure.ts";
import { medianOf } from "../figures/spread.ts";
import { fillTables } from "../pages/fill-tables.ts";
import { timePages, type Filled, type TimedPage } from "../pages/time-pages.ts";
import { inScratchFolder } from "../processes/scratch-folder.ts";
import type { Chapter, Findings, Plan, Table } from "./chapter.ts";

const ENGINES: Readonly<Record<Engine, string>> = {
  sqlite: "SQLite",
  mariadb: "MariaDB",
  postgres: "PostgreSQL",
};

/** How often each page is asked for in a round, of each table. */
const TIMES = 10;
const MOST = 1.3;

/** Whether a page costs the same however many keys there are, and wherever in the list it is. */
export const pages: Chapter = {
  title: "a page of keys or changes in a large table beside the same in a small one",
  run: (plan) =>
    inScratchFolder(async (folder) => {
      const engines = Object.keys(ENGINES) as Engine[];
      const found: Found[] = [];
      for (const engine of engines) found.push(await measure(engine, folder, plan));
      return findings(found);
    }),
};

/** The pages of each round. */
interface Found {
  readonly engine: string;
  readonly sizes: readonly [string, string];
  readonly rounds: readonly (readonly TimedPage[])[];
}

async function measure(engine: Engine, folder: string, plan: Plan): Promise<Found> {
  const [small, large] = [
    filling(engine, folder, plan.quick ? 1_000 : 10_000),
    filling(engine, folder, plan.quick ? 10_000 : 1_000_000),
  ];
  const sizes = [small.keys.toLocaleString("en-US"), large.keys.toLocaleString("en-US")] as const;
  try {
    plan.say(`${ENGINES[engine]}: filling tables of ${sizes.join(" and ")} keys`);
    for (const { database, keys } of [small, large]) await fillTables(database, keys);
    const rounds: (readonly TimedPage[])[] = [];
    for (let round = 1; round <= plan.rounds; round++) {
      plan.say(`${ENGINES[engine]}: round ${round} of ${plan.rounds}`);
      rounds.push(await timePages(small, large, plan.quick ? 2 : TIMES));
    }
    return { engine: ENGINES[engine], sizes, rounds };
  } finally {
    for (const { database } of [small, large]) await dropDatabase(database);
  }
}

function filling(engine: Engine, folder: string, keys: number): Filled {
  const database: BenchDatabase = { engine, name: `latchkey_bench_pages_${keys}`, folder };
  return { database, keys };
}

function findings(found: readonly Found[]): Findings {
  return {
    figures: found.flatMap(figuresOf),
    controls: found.map(({ engine, sizes, rounds }) => ({
      name: `${engine}: the pages of ${sizes[0]} keys ÷ the same`,
      unit: "×",
      values: rounds.map((pages) => sum(pages, "again") / sum(pages, "small")),
    })),
    tables: found.map(tableOf),
  };
}

function figuresOf({ engine, sizes, rounds }: Found): readonly Figure[] {
  const ratio = `${sizes[1]} ÷ ${sizes[0]} keys`;
  const worst = [...pagesOf(rounds)].sort((a, b) => medianOf(b.ratios) - medianOf(a.ratios))[0];
  if (worst === undefined) throw new Error("no page was measured");
  return [
    {
      name: `${engine}, the page that differs most: ${ratio}`,
      unit: "×",
      values: worst.ratios,
      bound: { atMost: MOST },
      note: `${worst.list}, ${worst.position}`,
    },
    {
      name: `${engine}, all pages together: ${ratio}`,
      unit: "×",
      values: rounds.map((pages) => sum(pages, "large") / sum(pages, "small")),
    },
  ];
}

function tableOf({ engine, sizes, rounds }: Found): Table {
  return {
    title: `Pages of 50 on ${engine}, in milliseconds`,
    head: ["list", "page", `${sizes[0]} keys`, `${sizes[1]} keys`, "ratio", "rows"],
    rows: pagesOf(rounds).map(({ list, position, small, large, ratios, rows }) => [
      list,
      position,
      medianOf(small).toFixed(2),
      medianOf(large).toFixed(2),
      medianOf(ratios).toFixed(2),
      rows[0] === rows[1] ? String(rows[0]) : rows.join(" and "),
    ]),
  };
}

/** Each page with what it took in all rounds. */
function pagesOf(rounds: Found["rounds"]) {
  return (rounds[0] ?? []).map(({ list, position, rows }, index) => {
    const all = rounds.flatMap((pages) => pages[index] ?? []);
    const small = all.map((page) => page.small);
    const large = all.map((page) => page.large);
    return { list, position, rows, small, large, ratios: all.map((page) => page.large / page.small) };
  });
}

function sum(pages: readonly TimedPage[], what: "small" | "large" | "again"): number {
  return pages.reduce((total, page) => total + page[what], 0);
}
