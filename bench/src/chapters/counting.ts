import type { CountingAnswer, CountingQuestion } from "../counting/measure-counting.ts";
import type { StatementsAnswer, StatementsQuestion } from "../counting/count-statements.ts";
import type { Engine } from "../databases/bench-database.ts";
import type { Figure } from "../figures/figure.ts";
import { ratios } from "../figures/ratio.ts";
import { medianOf } from "../figures/spread.ts";
import { runRounds } from "../http/run-rounds.ts";
import { dropSetting, seedSetting } from "../http/settings.ts";
import { inScratchFolder } from "../processes/scratch-folder.ts";
import { startProcess } from "../processes/start-process.ts";
import type { Chapter, Plan } from "./chapter.ts";

const ENGINES = { sqlite: "SQLite", mariadb: "MariaDB" } as const satisfies Partial<Record<Engine, string>>;
const NAMES = Object.keys(ENGINES) as (keyof typeof ENGINES)[];
const SUBJECTS = ["latchkeyUncounted", "latchkey"] as const;
const FLUSH_EVERY_S = 10;
/** Two flushes are in each measurement. */
const SECONDS = 2 * FLUSH_EVERY_S;
const MOST_CPU = 1.03;

/** What it costs to know how much each key is used. */
export const counting: Chapter = {
  title: "usage counted, beside the same without the line that counts",
  run: (plan) =>
    inScratchFolder(async (folder) => {
      const keys = plan.quick ? 100 : 1_000;
      const http = await overHttp(plan, keys, folder);
      const inProcess: Record<string, CountingAnswer> = {};
      const statements: Record<string, StatementsAnswer> = {};
      for (const engine of NAMES) {
        inProcess[engine] = await measured(engine, plan, keys, folder);
        statements[engine] = await counted(engine, plan, keys, folder);
        plan.say(`in process, ${ENGINES[engine]}`);
      }
      const of = <Value>(by: Record<string, Value>, engine: string) => by[engine] as Value;
      const figures = NAMES.flatMap((engine): readonly Figure[] => {
        const name = ENGINES[engine];
        const { ofRequests, requests, mostUpdates } = of(statements, engine);
        return [
          share(name, of(inProcess, engine), http),
          {
            name: `${name}: statements on 10,000 warm requests`,
            unit: "",
            values: [(ofRequests / requests) * 10_000],
            bound: { atMost: 0 },
          },
          {
            name: `${name}: updates of a key and table in a flush, at most`,
            unit: "",
            values: [mostUpdates],
            bound: { atMost: 1 },
          },
          {
            name: `${name}: CPU of a flush of ${keys.toLocaleString("en-US")} keys`,
            unit: "ms",
            values: of(inProcess, engine).flush.map((us) => us / 1_000),
            note: "of the application's process; it happens every 10 s",
          },
        ];
      });
      const { sqlite } = inProcess as Record<"sqlite", CountingAnswer>;
      return {
        figures: [
          ...figures,
          {
            name: "counting a request, in memory",
            unit: "µs",
            values: nanosecondsOf(sqlite).map((ns) => ns / 1_000),
          },
          {
            name: "counted ÷ not counted, CPU of a request over HTTP",
            unit: "×",
            values: ratios(http.counted.cpu, http.uncounted.cpu),
            note: `SQLite, ${SECONDS} s each with two flushes; a start carries more of its own than the difference`,
          },
          {
            name: "counted ÷ not counted, requests a second",
            unit: "×",
            values: ratios(http.counted.rate, http.uncounted.rate),
          },
        ],
        controls: [
          {
            name: "not counted ÷ not counted, in process",
            unit: "×",
            values: ratios(sqlite.uncountedAgain, sqlite.uncounted),
          },
        ],
      };
    }),
};

interface OverHttp {
  /** Microseconds of a request. */
  readonly cpu: readonly number[];
  readonly rate: readonly number[];
}

async function overHttp(
  plan: Plan,
  keys: number,
  folder: string,
): Promise<Record<"counted" | "uncounted", OverHttp>> {
  const seeded = await seedSetting({ engine: "sqlite", keys }, SUBJECTS, folder);
  const found = await runRounds(
    { subjects: SUBJECTS, loads: ["hits"], seeded, seconds: SECONDS, turns: 1 },
    plan,
  );
  await dropSetting(seeded);
  const told = (name: (typeof SUBJECTS)[number]) => ({
    cpu: found[name].hits.map(({ cpuPerRequest }) => cpuPerRequest),
    rate: found[name].hits.map(({ requestsPerSecond }) => requestsPerSecond),
  });
  return { counted: told("latchkey"), uncounted: told("latchkeyUncounted") };
}

/**
 * The whole of it, closely: what counting adds to a verification in one process, and a request's part of a flush, in
 * proportion to what a request takes over HTTP.
 */
function share(
  engine: string,
  answer: CountingAnswer,
  http: Record<"counted" | "uncounted", OverHttp>,
): Figure {
  const request = medianOf(http.uncounted.cpu);
  const requestsOfAFlush = medianOf(http.counted.rate) * FLUSH_EVERY_S;
  const added = nanosecondsOf(answer).map(
    (ns, turn) => ns / 1_000 + (answer.flush[turn] ?? 0) / requestsOfAFlush,
  );
  return {
    name: `${engine}: counted ÷ not counted, CPU of a request at full load`,
    unit: "×",
    values: added.map((microseconds) => 1 + microseconds / request),
    bound: { atMost: MOST_CPU },
    note: "what counting adds to `verifySync` in process and a request's part of a flush, beside the CPU of a request over HTTP",
  };
}

function nanosecondsOf({ counted, uncounted }: CountingAnswer): readonly number[] {
  return counted.map((each, turn) => each - (uncounted[turn] ?? 0));
}

async function measured(
  engine: Engine,
  { rounds, quick }: Plan,
  keys: number,
  folder: string,
): Promise<CountingAnswer> {
  const program = startProcess<CountingQuestion, CountingAnswer>(
    new URL("../counting/measure-counting.ts", import.meta.url),
    0,
  );
  try {
    return await program.ask({
      database: { engine, name: "latchkey_bench_counting", folder },
      keys,
      turns: quick ? 1 : 3 * rounds,
    });
  } finally {
    await program.stop();
  }
}

async function counted(
  engine: Engine,
  { quick }: Plan,
  keys: number,
  folder: string,
): Promise<StatementsAnswer> {
  const program = startProcess<StatementsQuestion, StatementsAnswer>(
    new URL("../counting/count-statements.ts", import.meta.url),
    0,
  );
  try {
    return await program.ask({
      database: { engine, name: "latchkey_bench_statements", folder },
      keys,
      seconds: quick ? 0.5 : 4,
    });
  } finally {
    await program.stop();
  }
}
