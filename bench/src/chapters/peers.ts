import { runRounds } from "../http/run-rounds.ts";
import { dropSetting, seedSetting, type Setting } from "../http/settings.ts";
import { aheadOfPeers } from "../peers/ahead-of-peers.ts";
import { chart, control, uncachedBesideBare } from "../peers/beside-bare.ts";
import { cells } from "../peers/cells.ts";
import { COMPARED, LOAD_NAMES, type SettingResult } from "../peers/compared.ts";
import { inScratchFolder } from "../processes/scratch-folder.ts";
import type { Chapter, Plan } from "./chapter.ts";

const ENGINES = { sqlite: "SQLite", mariadb: "MariaDB" } as const;
/** Of each under each load in a round, and in how many turns. */
const SECONDS = 1.2;
const TURNS = 2;

/** Each as its users set it up, with few keys and with many, all of them sent one after the other. */
export const peers: Chapter = {
  title: "a protected route beside other ways to check API keys",
  run: (plan) =>
    inScratchFolder(async (folder) => {
      const results: SettingResult[] = [];
      for (const setting of settingsOf(plan)) results.push(await measureSetting(setting, plan, folder));
      return {
        figures: [...aheadOfPeers(results), ...uncachedBesideBare(results)],
        controls: [control(results)],
        tables: results.map(cells),
        charts: [chart(results)],
      };
    }),
};

type MeasuredSetting = Setting & { readonly engine: keyof typeof ENGINES };

function settingsOf({ quick }: Plan): readonly MeasuredSetting[] {
  const sizes = quick ? [100] : [1_000, 100_000];
  return (["sqlite", "mariadb"] as const).flatMap((engine) => sizes.map((keys) => ({ engine, keys })));
}

async function measureSetting(setting: MeasuredSetting, plan: Plan, folder: string): Promise<SettingResult> {
  const name = `${ENGINES[setting.engine]}, ${setting.keys.toLocaleString("en-US")} keys`;
  const say = (line: string) => plan.say(`${name}: ${line}`);
  const seeded = await seedSetting(setting, COMPARED, folder);
  try {
    say("all keys are made");
    const comparison = { subjects: COMPARED, loads: LOAD_NAMES, seeded, seconds: SECONDS, turns: TURNS };
    return { setting, name, rounds: await runRounds(comparison, { ...plan, say }) };
  } finally {
    await dropSetting(seeded);
  }
}
