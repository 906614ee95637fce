import type { Engine } from "../databases/bench-database.ts";
import type { Figure } from "../figures/figure.ts";
import { ratios } from "../figures/ratio.ts";
import { measureWriters, type Amounts, type Written } from "../management/measure-writers.ts";
import type { WriterName } from "../management/writer.ts";
import { inScratchFolder } from "../processes/scratch-folder.ts";
import type { Chapter, Findings, Plan } from "./chapter.ts";

const ENGINES: Readonly<Record<Engine, string>> = {
  sqlite: "SQLite",
  mariadb: "MariaDB",
  postgres: "PostgreSQL",
};

/** Keys: whole hundreds, since that many are made at once. */
const FEW: Amounts = { warm: 100, turns: 1, inTurn: 100 };
const MANY: Amounts = { warm: 1_000, turns: 10, inTurn: 100 };

/** What making a key costs: the lock, the quota, the key and its change, beside an insert of the key's row alone. */
export const management: Chapter = {
  title: "making keys, with their changes, beside single inserts of equal rows by the driver itself",
  run: (plan) =>
    inScratchFolder(async (folder) => {
      const parts: Findings[] = [];
      for (const engine of Object.keys(ENGINES) as Engine[]) parts.push(await onEngine(engine, folder, plan));
      return {
        figures: parts.flatMap(({ figures }) => figures),
        controls: parts.flatMap(({ controls = [] }) => controls),
      };
    }),
};

async function onEngine(engine: Engine, folder: string, { rounds, quick, say }: Plan): Promise<Findings> {
  const name = ENGINES[engine];
  const measured: Readonly<Record<WriterName, Written>>[] = [];
  for (let round = 0; round < rounds; round++) {
    measured.push(await measureWriters(engine, folder, quick ? FEW : MANY));
    say(`${name}, round ${round + 1} of ${rounds}`);
  }
  const rates = (writer: WriterName) => measured.map((each) => each[writer].keysPerSecond);
  const cpu = (writer: WriterName) => measured.map((each) => each[writer].cpuPerKey);
  const raw = rates("raw");
  const figures: readonly Figure[] = [
    {
      name: `${name}: create ÷ raw single insert, keys a second`,
      unit: "×",
      values: ratios(rates("create"), raw),
      bound: { atLeast: 0.35 },
    },
    {
      name: `${name}: createMany of 100 ÷ raw single inserts, keys a second`,
      unit: "×",
      values: ratios(rates("createMany"), raw),
      bound: { atLeast: 1 },
    },
    { name: `${name}: a raw single insert`, unit: "ms", values: raw.map((rate) => 1_000 / rate) },
    { name: `${name}: CPU of a raw single insert`, unit: "µs", values: cpu("raw") },
    { name: `${name}: CPU of a create`, unit: "µs", values: cpu("create") },
    { name: `${name}: CPU of a key of createMany`, unit: "µs", values: cpu("createMany") },
  ];
  const controls: readonly Figure[] = [
    { name: `${name}: raw ÷ raw`, unit: "×", values: ratios(rates("rawAgain"), raw) },
  ];
  return { figures, controls };
}
