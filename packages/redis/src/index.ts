export type { RedisClient } from "./clients/redis-client.js";
export { redisLimiter, type RedisLimiterOptions } from "./limits/redis-limiter.js";
export { redisPush, type RedisPushOptions } from "./push/redis-push.js";
