import { quota } from "../../src/scenarios/quota.ts";
import { rotations } from "../../src/scenarios/rotations.ts";
import { describeWith } from "../support/describe-with.ts";
import { sharedWorld } from "../support/world.ts";

const ENGINES = { mariadb: "MariaDB", postgres: "PostgreSQL", sqlite: "SQLite" } as const;

for (const engine of ["mariadb", "postgres", "sqlite"] as const)
  describeWith([engine], `many writes at once over 4 processes, ${ENGINES[engine]}`, () => {
    const world = sharedWorld({ engine, redis: false });

    test("500 creates in a project with a quota of 50 make 50 keys", async () => {
      const { figures, broken } = await quota(world(), 500);
      expect(broken).toEqual([]);
      expect(figures).toMatchObject({ made: 50, refused: 450 });
    });

    test("of 50 rotations of a key with an overlap one succeeds", async () => {
      const { figures, broken } = await rotations(world(), 50);
      expect(broken).toEqual([]);
      expect(figures).toMatchObject({ rotated: 1, refused: 49, tokens_good: 8 });
    });
  });
