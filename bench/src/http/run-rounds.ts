import type { Plan } from "../chapters/chapter.ts";
import type { SubjectName } from "../subjects/subjects.ts";
import { measureSubject, startLoad, type LoadName, type Manner, type Measured } from "./measure-subject.ts";
import type { Seeded } from "./settings.ts";

/** What each subject did under each load, in each round. */
export type Rounds<Subject extends SubjectName, Load extends LoadName> = Readonly<
  Record<Subject, Readonly<Record<Load, readonly Measured[]>>>
>;

export interface Comparison<Subject extends SubjectName, Load extends LoadName> {
  readonly subjects: readonly Subject[];
  readonly loads: readonly Load[];
  readonly seeded: ReadonlyMap<SubjectName, Seeded>;
  readonly manner: Manner;
}

/**
 * Measures all subjects one after the other, and again in each round, every time in a process of its own: what changes
 * on the machine meanwhile changes for all. Each round begins with another one, so that none is always first.
 */
export async function runRounds<Subject extends SubjectName, Load extends LoadName>(
  { subjects, loads, seeded, manner }: Comparison<Subject, Load>,
  { rounds, say }: Plan,
): Promise<Rounds<Subject, Load>> {
  const results = Object.fromEntries(
    subjects.map((subject) => [subject, Object.fromEntries(loads.map((load) => [load, [] as Measured[]]))]),
  ) as Record<Subject, Record<Load, Measured[]>>;
  const sender = startLoad();
  try {
    for (let round = 0; round < rounds; round++) {
      for (const subject of rotated(subjects, round)) {
        const keys = seeded.get(subject);
        if (keys === undefined) throw new Error(`no keys were made for ${subject}`);
        const measured = await measureSubject(subject, keys, loads, manner, sender);
        for (const load of loads) results[subject][load].push(measured[load]);
      }
      say(`round ${round + 1} of ${rounds}`);
    }
  } finally {
    await sender.stop();
  }
  return results;
}

function rotated<T>(list: readonly T[], by: number): readonly T[] {
  const start = by % list.length;
  return [...list.slice(start), ...list.slice(0, start)];
}
