import { Cluster, Redis } from "ioredis";
import { createClient, createClientPool, createCluster } from "redis";
import { linkTo } from "../../src/clients/link-to.js";
import { redisLimiter, redisPush, type RedisClient } from "../../src/index.js";

const ROOT = { host: "127.0.0.1", port: 1 };

describe("which client it is", () => {
  test("shows before it has connected", () => {
    expect(linkTo(createClient())).toMatchObject({ kind: "node-redis" });
    const ioredis = new Redis({ lazyConnect: true });
    expect(linkTo(ioredis)).toMatchObject({ kind: "ioredis" });
    expect(linkTo(ioredis).isReady()).toBe(false);
    ioredis.disconnect();
  });

  test.each([undefined, null, 7, "redis://127.0.0.1", {}, { publish: () => undefined }, () => undefined])(
    "%p is refused where the mistake is made",
    (client) => {
      for (const construct of [redisPush, redisLimiter])
        expect(() => construct(client as unknown as RedisClient)).toThrow(
          /option `client` .*node-redis 6.*ioredis 6/,
        );
    },
  );

  test("clients of clusters and pools are refused, saying so", () => {
    const cluster = createCluster({ rootNodes: [{ url: "redis://127.0.0.1:1" }] });
    const ioredis = new Cluster([ROOT], { lazyConnect: true });
    expect(() => redisPush(cluster as unknown as RedisClient)).toThrow("is a client of a cluster");
    expect(() => redisPush(ioredis as unknown as RedisClient)).toThrow("is a client of a cluster");
    expect(() => redisPush(createClientPool() as unknown as RedisClient)).toThrow(
      "is none that this package",
    );
    ioredis.disconnect();
  });
});

describe("options", () => {
  const client = createClient();

  test("with a slip in their names are refused with the name meant", () => {
    expect(() => redisPush(client, { chanel: "x" } as object)).toThrow("did you mean `channel`?");
    expect(() => redisLimiter(client, { process: 4 } as object)).toThrow("did you mean `processes`?");
  });

  test.each(["", 7, []])("the channel and the prefix cannot be %p", (name) => {
    expect(() => redisPush(client, { channel: name as string })).toThrow("option `channel`");
    expect(() => redisLimiter(client, { keyPrefix: name as string })).toThrow("option `keyPrefix`");
  });

  test.each([0, -1, 1.5, "4", Number.NaN, 10_001])("%p is no number of processes", (processes) => {
    expect(() => redisLimiter(client, { processes: processes as number })).toThrow("option `processes`");
  });
});
