import { setTimeout as sleep } from "node:timers/promises";

import { distribution } from "../findings/distribution.ts";
import { together, unless, type Finding } from "../findings/finding.ts";
import { askWhoAmI } from "../load/ask-who-am-i.ts";
import type { Redis } from "../redis/start-redis.ts";
import type { HttpAnswer } from "../servers/http-client.ts";
import type { IssuedKey } from "../servers/operator.ts";
import type { World } from "../servers/start-world.ts";

const PLACE = { org_id: "acme", project_id: "mobile-app" };
/** A window that does not end within the test. */
const LIMIT = { requests: 12, seconds: 600 };
const REQUESTS = 120;
const SOON_MS = 1_000;
const SETTLED_MS = 5_000;

interface Phase {
  readonly name: string;
  readonly happens: (redis: Redis) => unknown;
  /** Where requests are counted: in Redis, in each process, or first there and then in Redis, each process at its time. */
  readonly counted: "shared" | "apart" | "both";
}

const PHASES: readonly Phase[] = [
  { name: "with_redis", happens: () => undefined, counted: "shared" },
  { name: "frozen", happens: (redis) => redis.freeze(), counted: "apart" },
  { name: "thawed", happens: (redis) => redis.thaw(), counted: "both" },
  { name: "killed", happens: (redis) => redis.kill(), counted: "apart" },
  { name: "back", happens: (redis) => redis.restart(), counted: "both" },
  // Clients try again after a while.
  { name: "settled", happens: () => sleep(SETTLED_MS), counted: "shared" },
];

/** Keys with a limit, used far beyond it at all processes, with Redis there, not answering, gone, and back. */
export async function redisGone(world: World): Promise<Finding> {
  const findings: Finding[] = [{ figures: { limit: LIMIT.requests, requests: REQUESTS }, broken: [] }];
  const waits: number[] = [];
  for (const phase of PHASES) {
    const { through, within } = await usesIn(world, phase);
    findings.push(judged(`${phase.name}_through`, through, throughLimit(phase, world)));
    findings.push(judged(`${phase.name}_in`, within, limitIn(phase, world)));
    waits.push(...[...through, ...within].map(({ sentAt, arrivedAt }) => arrivedAt - sentAt));
  }
  const slowest = Math.round(distribution(waits).max);
  const inTime = unless(slowest <= SOON_MS, `an answer took ${slowest} ms`);
  return together([...findings, { figures: { slowest_ms: slowest }, broken: inTime }]);
}

/** The uses of one key half before and half after what happens, and those of another key all after it. */
async function usesIn(world: World, { happens }: Phase) {
  const { redis, operators } = world;
  const [operator] = operators;
  if (operator === undefined || redis === null) throw new Error("there is no server, or no Redis");
  const [one, other] = await Promise.all(
    [operator, operator].map((each) => each.create(PLACE, { rate_limit: LIMIT })),
  );
  if (one === undefined || other === undefined) throw new Error("no keys were made");
  const before = await use(world, one, REQUESTS / 2);
  await happens(redis);
  const through = [...before, ...(await use(world, one, REQUESTS / 2))];
  const within = await use(world, other, REQUESTS);
  for (const key of [one, other]) await operator.revoke(key);
  return { through, within };
}

async function use({ servers }: World, key: IssuedKey, times: number): Promise<readonly HttpAnswer[]> {
  const rounds = Array.from({ length: times / servers.length }, () => servers);
  return Promise.all(rounds.flat().map(({ client }) => askWhoAmI(client, key)));
}

/** The limit; without Redis at most the limit in each process; and both where Redis comes back in the middle. */
function limitIn({ counted }: Phase, { servers }: World): number {
  const places = { shared: 1, apart: servers.length, both: servers.length + 1 };
  return places[counted] * LIMIT.requests;
}

/** When counters change hands in the middle, those of Redis and those of each process may both be used up. */
function throughLimit({ name }: Phase, { servers }: World): number {
  return name === "with_redis" ? LIMIT.requests : (servers.length + 1) * LIMIT.requests;
}

function judged(part: string, answers: readonly HttpAnswer[], most: number): Finding {
  const accepted = answers.filter(({ status }) => status === 200).length;
  const strange = answers.filter(({ status }) => status !== 200 && status !== 429).length;
  return {
    figures: { [part]: accepted },
    broken: [
      ...unless(
        accepted > 0 && accepted <= most,
        `${part}: ${accepted} of ${answers.length} were accepted where ${most} may be`,
      ),
      ...unless(strange === 0, `${part}: ${strange} answers were neither 200 nor 429`),
    ],
  };
}
