import { ratios } from "../figures/ratio.ts";
import type { Figure } from "../figures/figure.ts";
import { runRounds, type Measured } from "../http/run-rounds.ts";
import { dropSetting, seedSetting } from "../http/settings.ts";
import { inScratchFolder } from "../processes/scratch-folder.ts";
import type { Chapter, Plan } from "./chapter.ts";

const SUBJECTS = ["bare", "latchkey", "probe", "bareAgain"] as const;
const LOADS = ["hits"] as const;

/** Of each in a round, in turns short enough for what else the machine does to meet all of them. */
const SECONDS = 6;
const TURNS = 6;

/** Starts carry a tenth of their own; with more of them the median carries less. */
const MORE_ROUNDS = 2;

/** What a warm key costs over HTTP, measured closely. */
export const warm: Chapter = {
  title: "a protected route beside the same without authentication and beside the limit",
  run: (plan) =>
    inScratchFolder(async (folder) => {
      const keys = plan.quick ? 100 : 1_000;
      const seeded = await seedSetting({ engine: "sqlite", keys }, SUBJECTS, folder);
      const closely: Plan = { ...plan, rounds: plan.quick ? plan.rounds : plan.rounds * MORE_ROUNDS };
      const { bare, bareAgain, probe, latchkey } = await runRounds(
        { subjects: SUBJECTS, loads: LOADS, seeded, seconds: SECONDS, turns: TURNS },
        closely,
      );
      await dropSetting(seeded);
      const figures: readonly Figure[] = [
        {
          name: "protected ÷ bare, requests a second",
          unit: "×",
          values: ratios(rates(latchkey.hits), rates(bare.hits)),
          bound: { atLeast: 0.9 },
        },
        {
          name: "protected ÷ probe, requests a second",
          unit: "×",
          values: ratios(rates(latchkey.hits), rates(probe.hits)),
          bound: { atLeast: 0.97 },
        },
        {
          name: "probe ÷ bare, requests a second",
          unit: "×",
          values: ratios(rates(probe.hits), rates(bare.hits)),
        },
        {
          name: "CPU added to a request",
          unit: "µs",
          values: latchkey.hits.map(
            (each, round) => each.cpuPerRequest - (bare.hits[round]?.cpuPerRequest ?? 0),
          ),
          bound: { atMost: 20 },
        },
        { name: "CPU of a request without authentication", unit: "µs", values: cpu(bare.hits) },
        { name: "bare, requests a second", unit: "requests/s", values: rates(bare.hits) },
        {
          name: "share of its core that sending took, bare",
          unit: "",
          values: bare.hits.map(({ loadBusy }) => loadBusy),
          note: "near 1, the load is what limits",
        },
      ];
      const controls: readonly Figure[] = [
        { name: "bare ÷ bare", unit: "×", values: ratios(rates(bareAgain.hits), rates(bare.hits)) },
      ];
      return { figures, controls };
    }),
};

function rates(measured: readonly Measured[]): readonly number[] {
  return measured.map(({ requestsPerSecond }) => requestsPerSecond);
}

function cpu(measured: readonly Measured[]): readonly number[] {
  return measured.map(({ cpuPerRequest }) => cpuPerRequest);
}
