import { startProcess, type RunningProcess } from "../processes/start-process.ts";
import { ROUTES } from "./flooded-app.ts";
import type { Counts } from "./flooded-keyring.ts";
import type { FloodedKeys } from "./flooded-keys.ts";
import type { Flood } from "./floods.ts";
import type { Answered, SendAnswer, SendQuestion, Stream } from "./send.ts";
import type { ServeAnswer, ServeQuestion } from "./serve.ts";

export type Sender = RunningProcess<SendQuestion, SendAnswer>;
type Server = RunningProcess<ServeQuestion, ServeAnswer>;

/** What is flooded: the route that keys guard, or the one that answers plain 401s. */
export type Flooded = "guarded" | "plain";

/** What a server did while one of its routes was flooded. */
export interface Measured {
  /** Milliseconds for others: a route that has nothing to do with keys, one that reads a file, and a key that is known. */
  readonly unrelated: readonly number[];
  readonly file: readonly number[];
  readonly warm: readonly number[];
  /** How often the flood was answered so. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly counts: Counts;
  /** CPU time of the server's process, its share of one core. */
  readonly busy: number;
}

/** How long a server is flooded: turns of so many seconds for each of the routes. */
export interface Lengths {
  readonly turns: number;
  readonly seconds: number;
}

const SERVER_CORE = 0;
const LOAD_CORE = 1;
const UNRELATED_PER_SECOND = 500;
const FILES_PER_SECOND = 500;
const WARM_PER_SECOND = 100;
/**
 * Before anything counts, each route is asked so many times as fast, for more than half of its turns: what is run often is
 * compiled on the server's only core, which nobody can make it do again.
 */
const WARM_UP = { pace: 4, turns: 0.6 };

/** The order of the two routes, in one turn and in the next. */
const AB = [0, 1] as const;
const BA = [1, 0] as const;

/** What it throws away is gathered rarely: the milliseconds are the server's. */
const SENDER_FLAGS = ["--min-semi-space-size=128", "--max-semi-space-size=128"];

export function startSender(): Sender {
  return startProcess(new URL("send.ts", import.meta.url), LOAD_CORE, [], SENDER_FLAGS);
}

/** Floods two routes of a fresh server in short turns, A B B A …, so that both have the same of whatever else goes on. */
export async function measureFlood(
  flood: Flood,
  routes: readonly [Flooded, Flooded],
  { database, keys, files }: FloodedKeys,
  { turns, seconds }: Lengths,
  sender: Sender,
): Promise<readonly [Measured, Measured]> {
  const server: Server = startProcess(new URL("serve.ts", import.meta.url), SERVER_CORE);
  try {
    const { limited, tokens } = flood;
    const { origin } = await server.ask({ kind: "start", database, keys, limited, warm: files.good });
    const streams = (on: Flooded) => streamsTo(origin, flood, on, files[tokens], files.good);
    for (const on of routes) {
      const faster = streams(on).map((each) => ({ ...each, perSecond: each.perSecond * WARM_UP.pace }));
      await sender.ask({ seconds: seconds * turns * WARM_UP.turns, streams: faster });
    }
    const taken: [Turn[], Turn[]] = [[], []];
    for (let turn = 0; turn < turns; turn++)
      for (const side of turn % 2 === 0 ? AB : BA)
        taken[side].push(await measureTurn(server, sender, seconds, streams(routes[side])));
    await server.ask({ kind: "close" });
    return [together(flood, routes[0], taken[0]), together(flood, routes[1], taken[1])];
  } finally {
    await server.stop();
  }
}

function streamsTo(
  origin: string,
  { perSecond }: Flood,
  on: Flooded,
  wrong: string,
  good: string,
): readonly Stream[] {
  return [
    { name: "flood", url: origin + ROUTES[on], perSecond, tokens: wrong },
    { name: "unrelated", url: origin + ROUTES.unrelated, perSecond: UNRELATED_PER_SECOND, tokens: null },
    { name: "file", url: origin + ROUTES.file, perSecond: FILES_PER_SECOND, tokens: null },
    { name: "warm", url: origin + ROUTES.guarded, perSecond: WARM_PER_SECOND, tokens: good },
  ];
}

/** One turn; `elapsed` is in milliseconds, `cpu` in microseconds. */
interface Turn {
  readonly answered: SendAnswer;
  readonly elapsed: number;
  readonly cpu: number;
  readonly counts: Counts;
}

async function measureTurn(
  server: Server,
  sender: Sender,
  seconds: number,
  streams: readonly Stream[],
): Promise<Turn> {
  const before = await server.ask({ kind: "count" });
  const began = performance.now();
  const answered = await sender.ask({ seconds, streams });
  const elapsed = performance.now() - began;
  const after = await server.ask({ kind: "count" });
  const { reads, hits, missed } = before.counts;
  const counts = {
    reads: after.counts.reads - reads,
    hits: after.counts.hits - hits,
    missed: after.counts.missed - missed,
  };
  return { answered, elapsed, cpu: after.cpu - before.cpu, counts };
}

function together({ keys, limited }: Flood, on: Flooded, turns: readonly Turn[]): Measured {
  const answered = (name: string, wanted: readonly string[]) =>
    joined(
      name,
      turns.map((turn) => turn.answered[name]),
      wanted,
    );
  const sum = (of: (turn: Turn) => number) => turns.reduce((total, turn) => total + of(turn), 0);
  const refusals = ["401", ...(limited ? ["429"] : []), ...(on === "guarded" ? ["503"] : [])];
  const { statuses } = answered("flood", refusals);
  if (keys !== "bcryptSqlite") expectFewBusy(statuses);
  return {
    unrelated: answered("unrelated", ["200"]).latencies,
    file: answered("file", ["200"]).latencies,
    warm: answered("warm", ["200"]).latencies,
    statuses,
    counts: {
      reads: sum(({ counts }) => counts.reads),
      hits: sum(({ counts }) => counts.hits),
      missed: sum(({ counts }) => counts.missed),
    },
    busy: sum(({ cpu }) => cpu) / 1_000 / sum(({ elapsed }) => elapsed),
  };
}

/** One stream of all turns. A figure of anything but the answers that were asked for is none. */
function joined(name: string, parts: readonly (Answered | undefined)[], wanted: readonly string[]): Answered {
  const statuses: Record<string, number> = {};
  for (const part of parts)
    for (const [status, count] of Object.entries(part?.statuses ?? { none: 1 }))
      statuses[status] = (statuses[status] ?? 0) + count;
  if (!Object.keys(statuses).every((status) => wanted.includes(status)))
    throw new Error(`${name} was answered ${JSON.stringify(statuses)}`);
  return { latencies: parts.flatMap((part) => part?.latencies ?? []), statuses };
}

const MOST_BUSY = 0.05;

/**
 * bcrypt is too busy for most of a flood. Elsewhere, so many reads wait at once as come in a tenth of a second: a moment
 * in which the machine stood still leaves a few answers of 503, and many of them would be a figure of something else.
 */
function expectFewBusy(statuses: Readonly<Record<string, number>>): void {
  const all = Object.values(statuses).reduce((sum, count) => sum + count, 0);
  if ((statuses["503"] ?? 0) > all * MOST_BUSY)
    throw new Error(`flood was answered ${JSON.stringify(statuses)}`);
}
