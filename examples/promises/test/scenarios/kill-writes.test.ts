import type { Database } from "../../src/databases/database.ts";
import { startDatabase } from "../../src/databases/start-database.ts";
import { killWrites } from "../../src/scenarios/kill-writes.ts";
import { describeWith } from "../support/describe-with.ts";

const ENGINES = { mariadb: "MariaDB", postgres: "PostgreSQL", sqlite: "SQLite" } as const;
const TIMES = 10;

for (const engine of ["mariadb", "postgres", "sqlite"] as const)
  describeWith([engine], `kill -9 of a writing process, ${ENGINES[engine]}`, () => {
    let database: Database | undefined;
    beforeAll(async () => (database = await startDatabase(engine)));
    afterAll(async () => database?.remove());

    test("loses no acknowledged change, leaves no half-written key and a chain that verifies", async () => {
      const { figures, broken } = await killWrites(database!, TIMES);
      expect(broken).toEqual([]);
      expect(figures).toMatchObject({ killed: TIMES, broken: 0 });
    });
  });
