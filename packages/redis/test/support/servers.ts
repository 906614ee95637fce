import { spawnSync } from "node:child_process";
import { connect } from "node:net";

/** The Redis that tests share. */
export const REDIS_URL = process.env.TEST_REDIS_URL || "redis://127.0.0.1:6379";

const PATIENCE_MS = 2_000;
const NEEDS = {
  redis: {
    tests: "what needs a Redis",
    remedy: `nothing answers at ${new URL(REDIS_URL).host}; start one there, or set TEST_REDIS_URL`,
    isMet: answers,
  },
  "redis-server": {
    tests: "what stops and kills a Redis of its own",
    remedy: "the program redis-server is not here; install it",
    isMet: async () => spawnSync("redis-server", ["--version"]).status === 0,
  },
};

type Need = keyof typeof NEEDS;

/** Whether tests with this need run: on CI always, so that what is away is a failure there. */
export function isTested(need: Need): boolean {
  return process.env.CI === "true" || (process.env.LATCHKEY_TEST_REACHABLE ?? "").split(",").includes(need);
}

/** Finds out once, before any test file is loaded, what is there, and says loudly what is not tested. */
export default async function findServers(): Promise<void> {
  const needs = Object.keys(NEEDS) as Need[];
  const met = await Promise.all(needs.map((need) => NEEDS[need].isMet()));
  process.env.LATCHKEY_TEST_REACHABLE = needs.filter((_, index) => met[index]).join(",");
  for (const need of needs.filter((need) => !isTested(need))) process.stderr.write(banner(NEEDS[need]));
}

function answers(): Promise<boolean> {
  const { hostname, port } = new URL(REDIS_URL);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port) || 6379 });
    const settle = (answered: boolean) => {
      socket.destroy();
      resolve(answered);
    };
    socket.setTimeout(PATIENCE_MS, () => settle(false));
    socket.once("connect", () => settle(true));
    socket.once("error", () => settle(false));
  });
}

function banner({ tests, remedy }: { tests: string; remedy: string }): string {
  const line = `NOT TESTED: ${tests}: ${remedy}`;
  const edge = "!".repeat(line.length + 4);
  return `\n${edge}\n! ${line} !\n${edge}\n\n`;
}
