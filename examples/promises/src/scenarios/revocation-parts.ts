import { inWorld } from "../servers/in-world.ts";
import type { World } from "../servers/start-world.ts";
import { revocation, type RevocationSettings } from "./revocation.ts";
import type { Circumstances } from "./scenario.ts";

const SHORT = { count: 60, outageMs: 5_000 };
const LONG = { count: 1_000, outageMs: 15_000 };

/** Every circumstance under which keys are revoked: first with Redis, then without. */
export async function revocationParts({ engine, long, report }: Circumstances): Promise<void> {
  const { count, outageMs: forMs } = long ? LONG : SHORT;
  const parts = (world: World) => async (part: string, fault?: RevocationSettings["fault"]) =>
    report(`${engine} ${part}`, await revocation(world, fault === undefined ? { count } : { count, fault }));

  await inWorld({ engine, redis: true }, async (world) => {
    const run = parts(world);
    await run("push");
    await run("push, subscribers cut", "subscribers-cut");
    if (engine !== "sqlite") {
      await run("push, database frozen", { database: "frozen", forMs });
      await run("push, database killed", { database: "killed", forMs });
    }
    await world.redis?.kill();
    await run("Redis killed");
  });
  await inWorld({ engine, redis: false }, async (world) => {
    const run = parts(world);
    await run("without Redis");
    if (engine === "sqlite") return;
    await run("without Redis, database frozen", { database: "frozen", forMs });
    await run("without Redis, database killed", { database: "killed", forMs });
  });
}
