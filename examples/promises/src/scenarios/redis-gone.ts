import { setTimeout as sleep } from "node:timers/promises";

import { unless, type Finding } from "../findings/finding.ts";
import { askWhoAmI } from "../load/ask-who-am-i.ts";
import type { HttpAnswer } from "../servers/http-client.ts";
import type { IssuedKey } from "../servers/operator.ts";
import type { World } from "../servers/start-world.ts";
import type { Redis } from "../redis/start-redis.ts";
import { distribution } from "../findings/distribution.ts";

const PLACE = { org_id: "acme", project_id: "mobile-app" };
/** A window that does not end within the test. */
const LIMIT = { requests: 12, seconds: 600 };
const REQUESTS = 120;
const SOON_MS = 1_000;
const SETTLED_MS = 5_000;

/** What happens to Redis before, or in the middle of, the requests with a key of its own. */
const PHASES: readonly { readonly name: string; readonly happens: (redis: Redis) => void | Promise<void> }[] = [
  { name: "with_redis", happens: () => undefined },
  { name: "frozen", happens: (redis) => redis.freeze() },
  { name: "thawed", happens: (redis) => redis.thaw() },
  { name: "killed", happens: (redis) => redis.kill() },
  { name: "back", happens: (redis) => redis.restart() },
  // Clients try again after a while.
  { name: "settled", happens: () => sleep(SETTLED_MS) },
];

/** Keys with a limit, used far beyond it at all processes, with Redis there, not answering, gone, and back. */
export async function redisGone(world: World): Promise<Finding> {
  const { redis, operators, servers } = world;
  const [operator] = operators;
  if (operator === undefined || redis === null) throw new Error("there is no server");
  const figures: Record<string, number> = { limit: LIMIT.requests, requests: REQUESTS };
  const broken: string[] = [];
  const waits: number[] = [];
  for (const { name, happens } of PHASES) {
    // Half before and half after what happens, so that counters are lost in the middle of a window.
    const before = await operator.create(PLACE, { rate_limit: LIMIT });
    const after = await operator.create(PLACE, { rate_limit: LIMIT });
    const answers = await use(world, before, REQUESTS / 2);
    await happens(redis);
    answers.push(...(await use(world, before, REQUESTS / 2)));
    const others = await use(world, after, REQUESTS);
    for (const [when, all] of [["through", answers], ["in", others]] as const) {
      const accepted = all.filter(({ status }) => status === 200).length;
      const strange = all.filter(({ status }) => status !== 200 && status !== 429).length;
      figures[`${name}_${when}`] = accepted;
      const most = mostAllowed(name, when, servers.length);
      broken.push(
        ...unless(accepted > 0 && accepted <= most, `${accepted} of ${all.length} were accepted, ${when} ${name}; ${most} may be`),
        ...unless(strange === 0, `${strange} answers were neither 200 nor 429, ${when} ${name}`),
      );
      waits.push(...all.map(({ sentAt, arrivedAt }) => arrivedAt - sentAt));
    }
    for (const key of [before, after]) await operator.revoke(key);
  }
  const slowest = Math.round(distribution(waits).max);
  return {
    figures: { ...figures, slowest_ms: slowest },
    broken: [...broken, ...unless(slowest <= SOON_MS, `an answer took ${slowest} ms`)],
  };
}

/** With Redis the limit; without it at most the limit in each process; both, when it goes or comes in the middle. */
function mostAllowed(phase: string, when: "through" | "in", processes: number): number {
  if (phase === "with_redis" || (phase === "settled" && when === "in")) return LIMIT.requests;
  return (when === "through" ? processes + 1 : processes) * LIMIT.requests;
}

async function use({ servers }: World, key: IssuedKey, times: number): Promise<HttpAnswer[]> {
  const asked = Array.from({ length: times }, (_, each) => askWhoAmI(servers[each % servers.length]!.client, key));
  return Promise.all(asked);
}
