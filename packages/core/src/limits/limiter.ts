/** So many requests in so many seconds. Both are whole numbers; a window is 2,147,483 seconds (24 days) at most. */
export interface RateLimit {
  readonly requests: number;
  readonly seconds: number;
}

/** Where a client stands with a limit. */
export interface Allowance {
  /** Whether this request is within the limit; of a look, whether the next one would be. */
  readonly allowed: boolean;
  /** Requests left until the window ends. */
  readonly remaining: number;
  /** Milliseconds until the window ends; 0 when none has begun. */
  readonly resetMs: number;
}

/**
 * Counts requests in fixed windows: the first request of a name begins one, and its counter ends with it. A name is
 * counted anew for each length of window, and goes on being counted when only the number of requests changes.
 */
export interface Limiter {
  /**
   * Takes one request from the allowance of a name. Answers at once where the counter is in this process. Never
   * rejects, and never without a limit: one that cannot reach its counters limits by a share of its own.
   */
  take(name: string, limit: RateLimit): Allowance | Promise<Allowance>;
  /** Where a name stands, without taking a request. */
  look(name: string, limit: RateLimit): Allowance | Promise<Allowance>;
}
