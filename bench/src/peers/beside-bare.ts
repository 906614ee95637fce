import type { Chart } from "../chapters/chapter.ts";
import type { Engine } from "../databases/bench-database.ts";
import type { Bound, Figure } from "../figures/figure.ts";
import { ratios } from "../figures/ratio.ts";
import { medianOf } from "../figures/spread.ts";
import type { LoadName } from "../http/loads.ts";
import type { Measured } from "../http/run-rounds.ts";
import { subjects } from "../subjects/subjects.ts";
import { LOAD_NAMES, PEERS, type Compared, type SettingResult } from "./compared.ts";
import { rates } from "./rates.ts";

const DRAWN = (["latchkey", "latchkeyUncached", ...PEERS] as const).filter(
  (name) => name !== "tutorialBcrypt",
);

const UNCACHED: Readonly<Partial<Record<Engine, Bound>>> = {
  sqlite: { atLeast: 0.7 },
  mariadb: { atLeast: 0.55 },
};

/** What is asked of a row that is read each time, where the keys are few. */
export function uncachedBesideBare(results: readonly SettingResult[]): readonly Figure[] {
  const fewest = Math.min(...results.map(({ setting }) => setting.keys));
  return results
    .filter(({ setting }) => setting.keys === fewest)
    .map((result) => {
      const bound = UNCACHED[result.setting.engine];
      return {
        name: `hits, ${result.name}: ${subjects.latchkeyUncached.about} ÷ bare`,
        unit: "×",
        values: onHits(result, "latchkeyUncached"),
        ...(bound && { bound }),
      };
    });
}

/** All starts in all settings: without authentication the loads and the databases are the same. */
export function control(results: readonly SettingResult[]): Figure {
  const values = results.flatMap(({ rounds }) => ratios(overLoads(rounds.bareAgain), overLoads(rounds.bare)));
  return { name: "bare ÷ bare", unit: "×", values };
}

/** A group of bars for each setting; beside the others nobody would see that of bcrypt, a hundredth as long. */
export function chart(results: readonly SettingResult[]): Chart {
  return {
    name: "peers",
    title: "Requests a second with good keys, beside no authentication (bcrypt: too few to be seen)",
    unit: "× bare",
    labels: results.map(({ name }) => name),
    series: DRAWN.map((subject) => ({
      name: subjects[subject].about.replaceAll("`", ""),
      values: results.map((result) => medianOf(onHits(result, subject))),
    })),
  };
}

function onHits({ rounds }: SettingResult, subject: Compared): readonly number[] {
  return ratios(rates(rounds[subject].hits), rates(rounds.bare.hits));
}

function overLoads(byLoad: Readonly<Record<LoadName, readonly Measured[]>>): readonly number[] {
  const all = LOAD_NAMES.map((load) => rates(byLoad[load]));
  return rates(byLoad.hits).map((_, round) =>
    all.reduce((sum, each) => sum + (each[round] ?? Number.NaN), 0),
  );
}
