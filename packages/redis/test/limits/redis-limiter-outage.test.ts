import type { Allowance, Limiter, RateLimit } from "@latchkey/core";
import { redisLimiter } from "../../src/index.js";
import { clientOf, connectedClient, describeClients, type TestClient } from "../support/clients.js";
import { eventually } from "../support/eventually.js";
import { privateRedis, type PrivateRedis } from "../support/private-redis.js";

/** 10 requests between 4 processes: 3 for each while Redis is away. */
const LIMIT: RateLimit = { requests: 10, seconds: 600 };
const PROCESSES = 4;
const SHARE = 3;

describeClients("limits while Redis fails", "redis-server", (kind) => {
  let redis: PrivateRedis;
  let app: TestClient;
  let limiter: Limiter;
  let warnings: jest.SpyInstance;

  beforeEach(async () => {
    redis = await privateRedis();
    app = await connectedClient(kind, redis.url);
    limiter = redisLimiter(app.client, { processes: PROCESSES });
    warnings = jest.spyOn(process, "emitWarning").mockImplementation(() => undefined);
  });

  afterEach(async () => {
    warnings.mockRestore();
    app.close();
    await redis.end();
  });

  async function takeTimes(name: string, times: number): Promise<readonly Allowance[]> {
    return Promise.all(Array.from({ length: times }, async () => limiter.take(name, LIMIT)));
  }

  const allowed = (answers: readonly Allowance[]) => answers.filter((answer) => answer.allowed).length;

  /** How many requests Redis itself has counted for a name. */
  async function counted(name: string): Promise<number> {
    return Number(await app.command("GET", `latchkey:limit:600:${name}`));
  }

  /** Takes requests of names nobody else uses until one is counted by Redis. */
  async function untilShared(): Promise<void> {
    let probe = 0;
    await eventually(async () => {
      await limiter.take(`probe ${++probe}`, LIMIT);
      return (await counted(`probe ${probe}`)) === 1;
    });
  }

  test("a server that has stopped: a process allows its share at once, and no more", async () => {
    await limiter.take("a", LIMIT);
    redis.freeze();
    expect(allowed(await takeTimes("a", 50))).toBe(SHARE);
    expect(allowed(await takeTimes("b", 50))).toBe(SHARE);
    expect(await limiter.look("b", LIMIT)).toMatchObject({ allowed: false, remaining: 0 });
    expect(await limiter.look("c", LIMIT)).toMatchObject({ allowed: true, remaining: SHARE });
    expect(warnings).toHaveBeenCalledTimes(1);
  });

  test("a server that has stopped holds up what is under way, and then nothing", async () => {
    redis.freeze();
    const before = performance.now();
    await takeTimes("a", 50);
    for (let i = 0; i < 50; i++) await limiter.take("a", LIMIT);
    // One deadline of 100 ms, not fifty.
    expect(performance.now() - before).toBeLessThan(2_500);
  });

  test("a server that goes on: limits are shared again, and count on where they stood", async () => {
    for (let i = 0; i < 4; i++) await limiter.take("a", LIMIT);
    redis.freeze();
    await limiter.take("b", LIMIT);
    redis.thaw();
    await untilShared();
    expect(await limiter.take("a", LIMIT)).toMatchObject({ allowed: true, remaining: 5 });
    expect(await counted("a")).toBe(5);
  });

  test("a server that is killed and started again: its own share meanwhile, the whole limit after", async () => {
    await limiter.take("a", LIMIT);
    await redis.kill();
    await eventually(() => !app.isReady());
    expect(allowed(await takeTimes("a", 50))).toBe(SHARE);
    await redis.restart();
    await untilShared();
    expect(allowed(await takeTimes("a", 50))).toBe(10);
  });

  test("each outage is told of once", async () => {
    for (let outage = 1; outage <= 2; outage++) {
      redis.freeze();
      await takeTimes("a", 20);
      await takeTimes("a", 20);
      expect(warnings).toHaveBeenCalledTimes(outage);
      redis.thaw();
      await untilShared();
    }
    expect(warnings).toHaveBeenCalledWith(
      expect.stringContaining("Redis is away"),
      expect.objectContaining({ code: "LATCHKEY_LIMITS_LOCAL" }),
    );
  });

  test("a client that was never connected: a share at once, and nothing is kept for later", async () => {
    const unconnected = clientOf(kind, redis.url);
    const early = redisLimiter(unconnected.client, { processes: PROCESSES });
    const answers = await Promise.all(Array.from({ length: 20 }, async () => early.take("a", LIMIT)));
    expect(allowed(answers)).toBe(SHARE);
    await unconnected.connect();
    expect(await counted("a")).toBe(0);
    unconnected.close();
  });

  test("a server that answers with faults limits nobody less", async () => {
    await app.command("SET", "latchkey:limit:600:a", "not a number");
    expect(allowed(await takeTimes("a", 20))).toBe(SHARE);
    await untilShared();
    await app.command("CONFIG", "SET", "maxmemory", "1");
    expect(allowed(await takeTimes("b", 20))).toBe(SHARE);
  });

  test("every process has one request at least", async () => {
    const many = redisLimiter(app.client, { processes: 1_000 });
    redis.freeze();
    expect(await many.take("a", LIMIT)).toMatchObject({ allowed: true, remaining: 0 });
    expect(await many.take("a", LIMIT)).toMatchObject({ allowed: false });
  });
});
