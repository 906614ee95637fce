import type { MemoryAnswer, MemoryQuestion } from "../memory/measure-memory.ts";
import { startProcess } from "../processes/start-process.ts";
import type { Chapter } from "./chapter.ts";

const PROGRAM = new URL("../memory/measure-memory.ts", import.meta.url);
/** Records of a million keys take more than what a process is given otherwise. */
const FLAGS = ["--expose-gc", "--max-old-space-size=6144"];
const TIMES_MORE = 3;
/** On a machine so busy that the keyring cannot rely on its memory all the time, some do not show. */
const ALMOST_ALL = 0.99;

/** What a key in memory takes beyond its record, and whether memory keeps no more keys than it was told. */
export const memory: Chapter = {
  title: "what a key takes in memory beyond its record",
  async run({ rounds, quick, say }) {
    const max = quick ? 10_000 : 1_000_000;
    const record: number[] = [];
    const beyond: number[] = [];
    const beyondLater: number[] = [];
    const keptOfMax: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const records = await measure({ kind: "records", count: max });
      const all = await measure({ kind: "keyring", count: max, max });
      const more = await measure({ kind: "keyring", count: TIMES_MORE * max, max });
      if (all.kept < ALMOST_ALL * max) throw new Error(`of ${max} keys ${all.kept} were in memory`);
      record.push(records.bytes / max);
      beyond.push((all.bytes - records.bytes) / max);
      beyondLater.push((more.bytes - records.bytes) / max);
      keptOfMax.push(more.kept / max);
      say(`round ${round + 1} of ${rounds}`);
    }
    const keys = max.toLocaleString("en-US");
    const later = `once ${TIMES_MORE} × as many were used`;
    return {
      figures: [
        { name: `${keys} keys: each beyond its record`, unit: "B", values: beyond, bound: { atMost: 200 } },
        {
          name: `${keys} keys, ${later}: each beyond its record`,
          unit: "B",
          values: beyondLater,
          bound: { atMost: 200 },
        },
        { name: `kept, ${later} ÷ the most to keep`, unit: "×", values: keptOfMax, bound: { atMost: 1 } },
        { name: `${keys} records, each`, unit: "B", values: record },
      ],
    };
  },
};

async function measure(question: MemoryQuestion): Promise<MemoryAnswer> {
  const program = startProcess<MemoryQuestion, MemoryAnswer>(PROGRAM, 0, [], FLAGS);
  try {
    return await program.ask(question);
  } finally {
    await program.stop();
  }
}
