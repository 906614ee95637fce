import { setTimeout as sleep } from "node:timers/promises";

import { startChild } from "../children/start-child.ts";
import type { Database } from "../databases/database.ts";
import { checkAcknowledged, type Acknowledged } from "../findings/check-acknowledged.ts";
import { checkRecord } from "../findings/check-record.ts";
import { together, unless, type Finding } from "../findings/finding.ts";
import { openKeyring } from "../keyrings/open-keyring.ts";
import { eventually } from "../processes/eventually.ts";

const CHILD_MS = 60_000;
/** Kills are spread over this time from the first acknowledgement. */
const SPREAD_MS = 300;

/** Kills a writing process so many times with SIGKILL; after each time, all that it was told must be in the database. */
export async function killWrites(database: Database, times: number): Promise<Finding> {
  const auditor = await openKeyring(database.config, { cache: false });
  try {
    let acknowledged = 0;
    const broken: string[] = [];
    for (let time = 0; time < times; time++) {
      const said = await killedWriter(database, (time * SPREAD_MS) / times);
      acknowledged += said.filter(({ done }) => done !== undefined).length;
      broken.push(...(await checkAcknowledged(auditor, said)), ...(await checkRecord(auditor)));
    }
    const figures = { killed: times, acknowledged, broken: broken.length };
    return together([
      { figures, broken: unless(acknowledged >= times, "the writers were killed before they wrote") },
      { figures: {}, broken },
    ]);
  } finally {
    await auditor.close();
  }
}

/** What a writer said until it was killed, in whole lines. */
async function killedWriter({ config }: Database, afterMs: number): Promise<readonly Acknowledged[]> {
  const writer = startChild("write-until-killed", config);
  try {
    await eventually("the writer writes", CHILD_MS, () => {
      if (!writer.alive) throw new Error(writer.stderr);
      return writer.stdout.includes("\n") || undefined;
    });
    await sleep(afterMs);
  } finally {
    writer.signal("SIGKILL");
    await writer.ended;
  }
  const lines = writer.stdout.split("\n").slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Acknowledged);
}
