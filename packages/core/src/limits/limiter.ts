/** So many requests in so many seconds. */
export interface RateLimit {
  readonly requests: number;
  readonly seconds: number;
}

/** Where a client stands with a limit. */
export interface Allowance {
  /** Whether this request is within the limit. */
  readonly allowed: boolean;
  /** Requests left until the window ends. */
  readonly remaining: number;
  /** Milliseconds until the window ends. */
  readonly resetMs: number;
}

/** Counts requests. Every counter ends with its window. */
export interface Limiter {
  /**
   * Takes one request from the allowance of a name. Answers at once where the counter is in this process. Never
   * rejects, and never without a limit: one that cannot reach its counters limits by a share of its own.
   */
  take(name: string, limit: RateLimit): Allowance | Promise<Allowance>;
  /** Where a name stands, without taking a request. */
  look(name: string, limit: RateLimit): Allowance | Promise<Allowance>;
}
