const PROTOCOLS = ["redis:", "rediss:"];

/** Reads `REDIS_URL`; without one, null: each process is for itself. */
export function redisUrl(url: string | undefined): string | null {
  if (url === undefined) return null;
  if (URL.canParse(url) && PROTOCOLS.includes(new URL(url).protocol)) return url;
  // The value is not repeated: it may hold a password.
  throw new Error("REDIS_URL must begin with redis:// or rediss://.");
}
