import { redisUrl } from "../src/redis-url.js";

describe("redisUrl", () => {
  it("takes a Redis by its address, and does without", () => {
    expect(redisUrl(undefined)).toBeNull();
    for (const url of ["redis://127.0.0.1:6379", "rediss://user:secret@redis.example:6380/1"])
      expect(redisUrl(url)).toBe(url);
  });

  it.each(["http://user:hunter2@host", "127.0.0.1:6379", "redis"])(
    "refuses the Redis %s without repeating it",
    (url) => {
      expect(() => redisUrl(url)).toThrow(/^REDIS_URL must begin with redis:\/\/ or rediss:\/\/\.$/);
    },
  );
});
