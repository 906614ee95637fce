import { ratios } from "../figures/ratio.ts";
import { medianOf } from "../figures/spread.ts";
import { MEASURED, type SyncAnswer, type SyncQuestion } from "../in-process/measure-sync.ts";
import { inScratchFolder } from "../processes/scratch-folder.ts";
import { startProcess } from "../processes/start-process.ts";
import type { Chapter, Plan } from "./chapter.ts";

const TURNS = 30;

/** What checking a key costs where nothing must be awaited, without HTTP around it. */
export const inProcess: Chapter = {
  title: "`verifySync` beside the limit, in one process",
  async run(plan) {
    const times = await measureRounds(plan);
    const beside = (name: (typeof MEASURED)[number]) => ratios(times[name], times.probe);
    return {
      figures: [
        { name: "`verifySync`, warm ÷ probe", unit: "×", values: beside("verifySync"), bound: { atMost: 2 } },
        { name: "forged checksum ÷ probe", unit: "×", values: beside("forged"), bound: { atMost: 1 } },
        { name: "malformed token ÷ probe", unit: "×", values: beside("malformed"), bound: { atMost: 1 } },
        { name: "`verifySync`, warm", unit: "µs", values: times.verifySync.map((ns) => ns / 1_000) },
        { name: "probe", unit: "µs", values: times.probe.map((ns) => ns / 1_000) },
      ],
      controls: [{ name: "probe ÷ probe", unit: "×", values: beside("probeAgain") }],
    };
  },
};

/** The median turn of each fresh process. */
function measureRounds({ rounds, quick, say }: Plan): Promise<SyncAnswer> {
  return inScratchFolder(async (folder) => {
    const all: SyncAnswer = { probe: [], probeAgain: [], verifySync: [], forged: [], malformed: [] };
    for (let round = 0; round < rounds; round++) {
      const program = startProcess<SyncQuestion, SyncAnswer>(
        new URL("../in-process/measure-sync.ts", import.meta.url),
        0,
      );
      try {
        const database = { engine: "sqlite", name: `in_process_${round}`, folder } as const;
        const answer = await program.ask({ database, keys: quick ? 100 : 1_000, turns: quick ? 1 : TURNS });
        for (const name of MEASURED) all[name].push(medianOf(answer[name]));
      } finally {
        await program.stop();
      }
      say(`round ${round + 1} of ${rounds}`);
    }
    return all;
  });
}
