/**
 * A client of node-redis 6 (`createClient()`) or ioredis 6 (`new Redis()`), for one server. Which one it is shows in
 * what it can do; this package depends on neither.
 */
export interface RedisClient {
  publish(channel: string, message: string): Promise<unknown>;
  duplicate(): unknown;
}
