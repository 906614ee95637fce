import { readFileSync } from "node:fs";

import type { BenchDatabase, Engine } from "../databases/bench-database.ts";
import type { Figure } from "../figures/figure.ts";
import { ratios } from "../figures/ratio.ts";
import { dropSetting, seedSetting } from "../http/settings.ts";
import { inScratchFolder } from "../processes/scratch-folder.ts";
import { startProcess } from "../processes/start-process.ts";
import {
  MEASURED,
  type Cost,
  type UncachedAnswer,
  type UncachedQuestion,
} from "../uncached/measure-uncached.ts";
import type { Chapter, Findings, Plan } from "./chapter.ts";

/** What a verification may take of its read alone; no figure is known that PostgreSQL could be held to. */
const ENGINES: readonly { readonly engine: Engine; readonly title: string; readonly atMost?: number }[] = [
  { engine: "sqlite", title: "SQLite", atMost: 2 },
  { engine: "mariadb", title: "MariaDB", atMost: 1.25 },
  { engine: "postgres", title: "PostgreSQL" },
];

type Rounds = Readonly<Record<(typeof MEASURED)[number], readonly Cost[]>>;

/** What a verification costs that reads its row each time, without HTTP around it. */
export const uncached: Chapter = {
  title: "`verify` with `cache: false` beside the driver's own read of the same row, in one process",
  async run(plan) {
    const findings: Findings[] = [];
    for (const { engine, title, atMost } of ENGINES) {
      plan.say(title);
      findings.push(findingsOf(title, await measureRounds(engine, plan), atMost));
    }
    return {
      figures: findings.flatMap(({ figures }) => figures),
      controls: findings.flatMap(({ controls = [] }) => controls),
    };
  },
};

function findingsOf(
  title: string,
  { read, verify, readAgain, verifyApart }: Rounds,
  atMost?: number,
): Findings {
  const figures: readonly Figure[] = [
    {
      name: `${title}: \`verify\` ÷ the read alone`,
      unit: "×",
      values: ratios(verify.map(latency), read.map(latency)),
      ...(atMost !== undefined && { bound: { atMost } }),
    },
    {
      name: `${title}: \`verify\` ÷ the read alone, CPU`,
      unit: "×",
      values: ratios(verify.map(cpu), read.map(cpu)),
      note: "of the application's process",
    },
    {
      name: `${title}: \`verify\` ÷ the read alone, one in a turn of the event loop`,
      unit: "×",
      values: ratios(verifyApart.map(latency), read.map(latency)),
      note: "a connection is taken from the pool and given back each time; without, once for all of a turn",
    },
    { name: `${title}: \`verify\``, unit: "µs", values: verify.map(latency) },
    { name: `${title}: the read alone`, unit: "µs", values: read.map(latency) },
  ];
  const again = ratios(readAgain.map(latency), read.map(latency));
  return { figures, controls: [{ name: `${title}: the read alone ÷ itself`, unit: "×", values: again }] };
}

const latency = (cost: Cost): number => cost.latency;
const cpu = (cost: Cost): number => cost.cpu;

/** Each round in a process of its own. */
function measureRounds(engine: Engine, { rounds, quick, say }: Plan): Promise<Rounds> {
  return inScratchFolder(async (folder) => {
    const seeded = await seedSetting({ engine, keys: quick ? 100 : 1_000 }, ["latchkeyUncached"], folder);
    const { database, good } = seeded.get("latchkeyUncached") ?? missing();
    const tokens = readFileSync(good, "utf8").trimEnd().split("\n");
    const answers: UncachedAnswer[] = [];
    try {
      for (let round = 0; round < rounds; round++) {
        answers.push(await measureRound({ database, tokens, ...sizesOf(database, quick) }));
        say(`round ${round + 1} of ${rounds}`);
      }
    } finally {
      await dropSetting(seeded);
    }
    return {
      read: answers.map((answer) => answer.read),
      verify: answers.map((answer) => answer.verify),
      readAgain: answers.map((answer) => answer.readAgain),
      verifyApart: answers.map((answer) => answer.verifyApart),
    };
  });
}

/** Where nobody must be waited for, as many calls as take as long. */
function sizesOf({ engine }: BenchDatabase, quick: boolean): Pick<UncachedQuestion, "turns" | "calls"> {
  if (quick) return { turns: 2, calls: 100 };
  return { turns: 25, calls: engine === "sqlite" ? 2_000 : 250 };
}

async function measureRound(question: UncachedQuestion): Promise<UncachedAnswer> {
  const program = startProcess<UncachedQuestion, UncachedAnswer>(
    new URL("../uncached/measure-uncached.ts", import.meta.url),
    0,
  );
  try {
    return await program.ask(question);
  } finally {
    await program.stop();
  }
}

function missing(): never {
  throw new Error("no keys were made");
}
