import * as latchkeyRedis from "../src/index.js";

describe("@latchkey/redis", () => {
  test("exports these names and no others", () => {
    expect(Object.keys(latchkeyRedis).sort()).toEqual(["redisLimiter", "redisPush"]);
  });
});
