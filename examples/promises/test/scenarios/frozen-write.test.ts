import { frozenWrite } from "../../src/scenarios/frozen-write.ts";
import { describeWith } from "../support/describe-with.ts";
import { sharedWorld } from "../support/world.ts";

const ENGINES = { mariadb: "MariaDB", postgres: "PostgreSQL" } as const;

for (const engine of ["mariadb", "postgres"] as const)
  describeWith([engine], `a process frozen inside a write, ${ENGINES[engine]}`, () => {
    const world = sharedWorld({ engine, redis: false, processes: 1 });

    test("blocks a revocation by another process for six seconds at most, and its own write is undone", async () => {
      const { figures, broken } = await frozenWrite(world());
      expect(broken).toEqual([]);
      expect(figures.frozen_write).toBe("store_unavailable");
    });
  });
