import type { BenchDatabase } from "../databases/bench-database.ts";
import { lookAt, type Look } from "../dashboard/look.ts";
import type { DashboardAnswer, DashboardQuestion } from "../dashboard/serve.ts";
import { inScratchFolder } from "../processes/scratch-folder.ts";
import { startProcess } from "../processes/start-process.ts";
import type { Chapter } from "./chapter.ts";

const PROGRAM = new URL("../dashboard/serve.ts", import.meta.url);

/** How long somebody waits for the dashboard who opens it for the first time. */
export const dashboard: Chapter = {
  title: "the first rows of the dashboard, in a browser that has nothing of it yet",
  async run({ rounds, quick, say }) {
    const keys = quick ? 1_000 : 100_000;
    const looks = await inScratchFolder(async (folder) => {
      const database: BenchDatabase = { engine: "sqlite", name: "dashboard", folder };
      const seen: Look[] = [];
      for (let round = 0; round < rounds; round++) {
        seen.push(await lookOnce({ database, keys }));
        say(`round ${round + 1} of ${rounds}`);
      }
      return seen;
    });
    const of = (part: keyof Look) => looks.map((look) => look[part]);
    const where = `${keys.toLocaleString("en-US")} keys in SQLite`;
    return {
      figures: [
        { name: `${where}: first rows, from asking for the page`, unit: "ms", values: of("rows") },
        {
          name: `${where}: first rows, from when the page had loaded`,
          unit: "ms",
          values: of("rowsAfterLoad"),
          bound: { atMost: 1_000 },
        },
        { name: "layout shift when data arrives", unit: "", values: of("shift"), bound: { atMost: 0 } },
        {
          name: "scripts until then, as they were sent",
          unit: "B",
          values: of("scriptBytes"),
          bound: { atMost: 200_000 },
        },
      ],
    };
  },
};

/** A fresh server, and a fresh browser. */
async function lookOnce(question: DashboardQuestion): Promise<Look> {
  const server = startProcess<DashboardQuestion, DashboardAnswer>(PROGRAM, 0);
  try {
    const { address } = await server.ask(question);
    return await lookAt(address);
  } finally {
    await server.stop();
  }
}
