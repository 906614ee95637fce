import { setTimeout as sleep } from "node:timers/promises";
import { createKeyring, type Limiter, type RateLimit } from "@latchkey/core";
import { memoryStore } from "@latchkey/core/testing";
import { redisLimiter } from "../../src/index.js";
import { CLIENT_KINDS, connectedClient, describeClients, type TestClient } from "../support/clients.js";
import { uniqueName } from "../support/unique-name.js";

const PER_MINUTE: RateLimit = { requests: 3, seconds: 60 };

describeClients("limits in Redis", "redis", (kind) => {
  const opened: TestClient[] = [];
  let keyPrefix: string;
  let redis: TestClient;
  let limiter: Limiter;

  async function connected(...how: Parameters<typeof connectedClient>): Promise<TestClient> {
    const client = await connectedClient(...how);
    opened.push(client);
    return client;
  }

  /** The names of all counters in Redis, and the milliseconds each still has. */
  async function counters(): Promise<readonly { name: string; ttl: number }[]> {
    const names = (await redis.command("KEYS", `*${keyPrefix}*`)) as string[];
    return Promise.all(names.map(async (name) => ({ name, ttl: Number(await redis.command("PTTL", name)) })));
  }

  beforeEach(async () => {
    keyPrefix = uniqueName();
    redis = await connected(kind);
    limiter = redisLimiter(redis.client, { keyPrefix });
  });

  afterEach(async () => {
    for (const { name } of await counters()) await redis.command("DEL", name);
    for (const client of opened.splice(0)) client.close();
  });

  test("allow as many requests as the limit says, and then none", async () => {
    const answers = [];
    for (let i = 0; i < 5; i++) answers.push(await limiter.take("a", PER_MINUTE));
    expect(answers.map(({ allowed }) => allowed)).toEqual([true, true, true, false, false]);
    expect(answers.map(({ remaining }) => remaining)).toEqual([2, 1, 0, 0, 0]);
    for (const { resetMs } of answers) expect(resetMs > 0 && resetMs <= 60_000).toBe(true);
  });

  test.each(CLIENT_KINDS)("are shared exactly with a process that uses %s", async (other) => {
    const { client } = await connected(other);
    const limiters = [limiter, redisLimiter(client, { keyPrefix })];
    const limit = { requests: 51, seconds: 60 };
    const answers = await Promise.all(
      Array.from({ length: 200 }, async (_, index) => limiters[index % 2]?.take("a", limit)),
    );
    expect(answers.filter((answer) => answer?.allowed)).toHaveLength(51);
    expect(new Set(answers.map((answer) => answer?.remaining)).size).toBe(51);
  });

  test("are counted under a name of their own for each name, window and prefix", async () => {
    for (let i = 0; i < 4; i++) await limiter.take("a", PER_MINUTE);
    expect((await limiter.take("b", PER_MINUTE)).remaining).toBe(2);
    expect((await limiter.take("a", { requests: 3, seconds: 61 })).remaining).toBe(2);
    const elsewhere = redisLimiter(redis.client, { keyPrefix: `${keyPrefix}:other` });
    expect((await elsewhere.take("a", PER_MINUTE)).remaining).toBe(2);
  });

  test("go on counting when only the number of requests changes", async () => {
    for (let i = 0; i < 3; i++) await limiter.take("a", PER_MINUTE);
    expect(await limiter.take("a", { requests: 10, seconds: 60 })).toMatchObject({ remaining: 6 });
    expect(await limiter.take("a", { requests: 2, seconds: 60 })).toMatchObject({ allowed: false });
  });

  test("can be looked at without a request being taken, or a counter being made", async () => {
    expect(await limiter.look("a", PER_MINUTE)).toEqual({ allowed: true, remaining: 3, resetMs: 0 });
    expect(await counters()).toEqual([]);
    await limiter.take("a", PER_MINUTE);
    for (let i = 0; i < 5; i++) await limiter.look("a", PER_MINUTE);
    expect(await limiter.look("a", PER_MINUTE)).toMatchObject({ allowed: true, remaining: 2 });
    for (let i = 0; i < 2; i++) await limiter.take("a", PER_MINUTE);
    expect(await limiter.look("a", PER_MINUTE)).toMatchObject({ allowed: false, remaining: 0 });
  });

  test("end with their window", async () => {
    const limit = { requests: 1, seconds: 1 };
    await limiter.take("a", limit);
    const { allowed, resetMs } = await limiter.take("a", limit);
    expect(allowed).toBe(false);
    await sleep(resetMs + 50);
    expect(await limiter.take("a", limit)).toMatchObject({ allowed: true });
  });

  test("never stand in Redis without an end, whatever the window", async () => {
    for (const seconds of [1, 60, 2_147_483, 31_536_000_000, 0.2, 0, -1, Number.NaN, Infinity])
      for (let i = 0; i < 3; i++) await limiter.take(`for ${seconds}`, { requests: 1, seconds });
    const found = await counters();
    expect(found).toHaveLength(9);
    for (const { ttl } of found) expect(ttl).not.toBe(-1);
    for (const { ttl } of found) expect(ttl).toBeLessThanOrEqual(2_147_483_000);
  });

  test("give an end to a counter that has none, such as one an operator has written", async () => {
    await limiter.take("a", PER_MINUTE);
    const [counter] = await counters();
    await redis.command("PERSIST", counter?.name ?? "");
    await limiter.take("a", PER_MINUTE);
    const [mended] = await counters();
    expect(mended?.ttl).toBeGreaterThan(0);
    expect(mended?.ttl).toBeLessThanOrEqual(60_000);
  });

  test("stay shared while the process itself is busy for longer than it waits for Redis", async () => {
    const warnings = jest.spyOn(process, "emitWarning").mockImplementation(() => undefined);
    await limiter.take("a", PER_MINUTE);
    const busy = limiter.take("a", PER_MINUTE);
    const end = performance.now() + 200;
    while (performance.now() < end);
    expect(await busy).toMatchObject({ remaining: 1 });
    expect(warnings).not.toHaveBeenCalled();
    warnings.mockRestore();
  });

  test("work on a client that gives its keys a prefix", async () => {
    const { client } = await connected(kind, undefined, { keyPrefix: "app:" });
    const prefixed = redisLimiter(client, { keyPrefix });
    for (let i = 0; i < 3; i++) await prefixed.take("a", PER_MINUTE);
    expect(await prefixed.look("a", PER_MINUTE)).toMatchObject({ allowed: false, remaining: 0 });
    expect(await counters()).toEqual([
      { name: expect.stringMatching(/^app:/) as string, ttl: expect.any(Number) as number },
    ]);
  });

  test("are what a keyring can be made with", () => {
    expect(() =>
      createKeyring({
        store: memoryStore(),
        peppers: [{ version: 1, secret: "x".repeat(32) }],
        limiter,
      }),
    ).not.toThrow();
  });
});
