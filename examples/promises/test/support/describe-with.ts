import { PROGRAMS } from "../../src/databases/start-database.ts";
import type { Engine } from "../../src/databases/database.ts";
import { findProgram } from "../../src/processes/find-program.ts";
import { REDIS_PROGRAMS } from "../../src/redis/start-redis.ts";

/**
 * Tests that start servers of their own. Where a program for that is not installed they are skipped, and say so; in CI
 * nothing is skipped.
 */
export function describeWith(needs: readonly (Engine | "redis")[], name: string, tests: () => void): void {
  const programs = needs.flatMap((need) => (need === "redis" ? REDIS_PROGRAMS : PROGRAMS[need]));
  const missing = programs.filter((program) => findProgram(program) === null);
  if (missing.length === 0) return describe(name, tests);
  if (process.env.CI === "true") throw new Error(`${missing.join(", ")} must be installed in CI`);
  console.warn(`SKIPPED: ${name}, which needs ${missing.join(", ")}`);
  describe.skip(name, tests);
}
