import type { Database, Engine } from "../databases/database.ts";
import { startDatabase } from "../databases/start-database.ts";
import { inWorld } from "../servers/in-world.ts";
import { clock } from "./clock.ts";
import { disable } from "./disable.ts";
import { frozenWrite } from "./frozen-write.ts";
import { frozen } from "./frozen.ts";
import { killWrites } from "./kill-writes.ts";
import { quota } from "./quota.ts";
import { redigest } from "./redigest.ts";
import { redisGone } from "./redis-gone.ts";
import { revocationParts } from "./revocation-parts.ts";
import { rotations } from "./rotations.ts";
import type { Scenario } from "./scenario.ts";

/** Every scenario by its name. */
export const scenarios: Readonly<Record<string, Scenario>> = {
  revocation: {
    promises: "P1, P4",
    engines: ["mariadb", "postgres", "sqlite"],
    needsRedis: true,
    run: revocationParts,
  },
  frozen: {
    promises: "P1",
    engines: ["mariadb", "postgres", "sqlite"],
    needsRedis: false,
    run: ({ engine, long, report }) =>
      inWorld({ engine, redis: false }, async (world) => {
        report(engine, await frozen(world, { count: long ? 40 : 10, frozenMs: 10_000 }));
      }),
  },
  "frozen-write": {
    promises: "P1",
    engines: ["mariadb", "postgres"],
    needsRedis: false,
    run: ({ engine, long, report }) =>
      inWorld({ engine, redis: false }, async (world) => {
        for (let time = 0; time < (long ? 10 : 1); time++) report(engine, await frozenWrite(world));
      }),
  },
  "kill-writes": {
    promises: "P2, P3",
    engines: ["mariadb", "postgres", "sqlite"],
    needsRedis: false,
    run: ({ engine, long, report }) =>
      onDatabase(engine, async (database) => report(engine, await killWrites(database, long ? 50 : 10))),
  },
  quota: {
    promises: "P8",
    engines: ["mariadb", "postgres", "sqlite"],
    needsRedis: false,
    run: ({ engine, report }) =>
      inWorld({ engine, redis: false }, async (world) => report(engine, await quota(world, 500))),
  },
  rotations: {
    promises: "P2",
    engines: ["mariadb", "postgres", "sqlite"],
    needsRedis: false,
    run: ({ engine, long, report }) =>
      inWorld({ engine, redis: false }, async (world) => {
        for (let time = 0; time < (long ? 10 : 1); time++) report(engine, await rotations(world, 50));
      }),
  },
  disable: {
    promises: "P1, P2",
    engines: ["sqlite"],
    needsRedis: false,
    run: async ({ engine, long, report }) =>
      report(engine, await disable({ rounds: long ? 40 : 4, verifications: 10_000 })),
  },
  redigest: {
    promises: "P2",
    engines: ["sqlite"],
    needsRedis: false,
    run: async ({ engine, long, report }) => report(engine, await redigest(long ? 100 : 10)),
  },
  clock: {
    promises: "P1, P2",
    engines: ["sqlite"],
    needsRedis: false,
    run: async ({ engine, long, report }) => report(engine, await clock(long ? 20 : 1)),
  },
  "redis-gone": {
    promises: "limits",
    engines: ["sqlite", "mariadb", "postgres"],
    needsRedis: true,
    run: ({ engine, report }) =>
      inWorld({ engine, redis: true }, async (world) => report(engine, await redisGone(world))),
  },
};

async function onDatabase(engine: Engine, work: (database: Database) => Promise<void>): Promise<void> {
  const database = await startDatabase(engine);
  await work(database).finally(database.remove);
}
