import { startChild } from "../children/start-child.ts";
import { checkRecord } from "../findings/check-record.ts";
import { unless, type Finding } from "../findings/finding.ts";
import { openKeyring } from "../keyrings/open-keyring.ts";
import { eventually } from "../processes/eventually.ts";
import type { World } from "../servers/start-world.ts";

const PLACE = { org_id: "acme", project_id: "website" };
const BOUND_MS = 6_000;
const CHILD_MS = 60_000;

/** A process freezes inside a write transaction, with the lock that every write needs; another revokes a key. */
export async function frozenWrite({ database, operators, servers }: World): Promise<Finding> {
  const [operator] = operators;
  const [server] = servers;
  if (operator === undefined || server === undefined) throw new Error("there is no server");
  const key = await operator.create(PLACE);
  const sleeper = startChild("freeze-in-write", database.config);
  const said = (word: string) => () => sleeper.stdout.split("\n").find((line) => line.includes(`"${word}"`));
  try {
    await eventually("the other process is inside its transaction", CHILD_MS, said("frozen"));
    const begun = performance.now();
    const { arrivedAt } = await operator.revoke(key);
    const blockedMs = Math.round(arrivedAt - begun);
    sleeper.signal("SIGCONT");
    const outcome = await eventually("the other process says how its write ended", CHILD_MS, said("outcome"));
    const record = await recordOf(database.config);
    return {
      figures: { blocked_ms: blockedMs, frozen_write: (JSON.parse(outcome) as { outcome: string }).outcome },
      broken: [
        ...unless(blockedMs > 0 && blockedMs <= BOUND_MS, `the revocation was blocked for ${blockedMs} ms`),
        ...unless(
          !outcome.includes("created"),
          "the frozen write was committed, though its lock had gone to another",
        ),
        ...record,
      ],
    };
  } finally {
    sleeper.signal("SIGKILL");
    await sleeper.ended;
  }
}

async function recordOf(config: World["database"]["config"]): Promise<readonly string[]> {
  const open = await openKeyring(config);
  try {
    return await checkRecord(open);
  } finally {
    await open.close();
  }
}
