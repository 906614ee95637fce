import type { Plan } from "../chapters/chapter.ts";
import { medianOf } from "../figures/spread.ts";
import { subjects as allSubjects, type SubjectName } from "../subjects/subjects.ts";
import type { Subject } from "../subjects/subject.ts";
import type { LoadName } from "./loads.ts";
import {
  openSubject,
  startSender,
  type Amount,
  type Burst,
  type OpenSubject,
  type Sender,
} from "./open-subject.ts";
import type { Seeded } from "./settings.ts";

/** What one fresh start of a server did under one load. */
export interface Measured {
  readonly requestsPerSecond: number;
  /** CPU time of the server's process, microseconds for each request. */
  readonly cpuPerRequest: number;
  /** The share of its core that sending took: near 1, the load was what limited the figure. */
  readonly loadBusy: number;
}

/** What each subject did under each load, in each round. */
export type Rounds<Name extends SubjectName, Load extends LoadName> = Readonly<
  Record<Name, Readonly<Record<Load, readonly Measured[]>>>
>;

export interface Comparison<Name extends SubjectName, Load extends LoadName> {
  readonly subjects: readonly Name[];
  readonly loads: readonly Load[];
  readonly seeded: ReadonlyMap<SubjectName, Seeded>;
  /** How long each is sent requests in a round, under each load. */
  readonly seconds: number;
  /** In how many turns, of which the others have one each in between. */
  readonly turns: number;
}

/**
 * As parts of what is measured, and half a second at least. Who answers good tokens from memory comes to know its other
 * path by unknown ones only, and has it compiled no sooner.
 */
const WARM_UP: Readonly<Record<LoadName, number>> = { hits: 0.5, mix: 0.5, misses: 2 };
const LEAST_WARM_UP = 0.5;

/** Of a short run: shows that the answers are right, and measures nothing. */
const SHORT: Amount = { seconds: 0, requests: 64 };

/**
 * In each round starts all subjects afresh, each in a process of its own, and has them answer in turn, A B C A B C: what
 * changes on the machine meanwhile changes for all. Each round begins with another one, so that none is always first.
 */
export async function runRounds<Name extends SubjectName, Load extends LoadName>(
  comparison: Comparison<Name, Load>,
  { rounds, quick, say }: Plan,
): Promise<Rounds<Name, Load>> {
  const { subjects, loads } = comparison;
  const results = cells(subjects, loads, (): Measured[] => []);
  const sender = startSender();
  try {
    for (let round = 0; round < rounds; round++) {
      const order = rotated(subjects, round);
      const bursts = await runRound({ ...comparison, subjects: order }, quick, sender);
      for (const name of subjects)
        for (const load of loads) results[name][load].push(measuredIn(bursts[name][load]));
      say(`round ${round + 1} of ${rounds}`);
    }
  } finally {
    await sender.stop();
  }
  return results;
}

async function runRound<Name extends SubjectName, Load extends LoadName>(
  { subjects, loads, seeded, seconds, turns }: Comparison<Name, Load>,
  quick: boolean,
  sender: Sender,
) {
  const open = new Map<Name, OpenSubject>();
  const bursts = cells(subjects, loads, (): Burst[] => []);
  try {
    for (const name of subjects) {
      const subject = await openSubject(name, keysOf(name, seeded), sender);
      open.set(name, subject);
      // Compiles what runs often, and fills what an application has filled long before.
      if (!quick) for (const load of loads) await subject.send(load, warmUpOf(load, seconds));
    }
    for (let turn = 0; turn < (quick ? 1 : turns); turn++)
      for (const [name, subject] of open)
        for (const load of loads)
          bursts[name][load].push(await subject.send(load, quick ? SHORT : amountOf(name, seconds, turns)));
  } finally {
    for (const subject of open.values()) await subject.close();
  }
  return bursts;
}

function warmUpOf(load: LoadName, seconds: number): Amount {
  return { seconds: Math.max(LEAST_WARM_UP, seconds * WARM_UP[load]) };
}

function amountOf(name: SubjectName, seconds: number, turns: number): Amount {
  const { leastSeconds = 0 }: Subject = allSubjects[name];
  return { seconds: Math.max(seconds / turns, leastSeconds) };
}

function keysOf(name: SubjectName, seeded: ReadonlyMap<SubjectName, Seeded>): Seeded {
  const keys = seeded.get(name);
  if (keys === undefined) throw new Error(`no keys were made for ${name}`);
  return keys;
}

/** The median turn: one in which the machine was busy with something else is not counted. */
function measuredIn(bursts: readonly Burst[]): Measured {
  return {
    requestsPerSecond: medianOf(bursts.map(({ requests, seconds }) => requests / seconds)),
    cpuPerRequest: medianOf(bursts.map(({ cpu, requests }) => cpu / requests)),
    loadBusy: medianOf(bursts.map(({ busy }) => busy)),
  };
}

function cells<Name extends string, Load extends string, Cell>(
  names: readonly Name[],
  loads: readonly Load[],
  make: () => Cell,
): Record<Name, Record<Load, Cell>> {
  const rows = names.map((name) => [name, Object.fromEntries(loads.map((load) => [load, make()]))]);
  return Object.fromEntries(rows) as Record<Name, Record<Load, Cell>>;
}

function rotated<T>(list: readonly T[], by: number): readonly T[] {
  const start = by % list.length;
  return [...list.slice(start), ...list.slice(0, start)];
}
