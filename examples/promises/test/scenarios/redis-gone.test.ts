import { redisGone } from "../../src/scenarios/redis-gone.ts";
import { describeWith } from "../support/describe-with.ts";
import { sharedWorld } from "../support/world.ts";

describeWith(["redis"], "the limits of keys", () => {
  const world = sharedWorld({ engine: "sqlite", redis: true });

  test("are shared with Redis, and without it never gone", async () => {
    const { figures, broken } = await redisGone(world());
    expect(broken).toEqual([]);
    expect(figures).toMatchObject({ with_redis_in: 12, settled_in: 12 });
  });
});
