import type { UsageBatch } from "../../src/usage/usage-record.js";

/** A store for usage that keeps what it was given, and fails or hangs when it is told to. */
export interface SlowUsageStore {
  /** Batches it has accepted. */
  readonly batches: UsageBatch[];
  /** How many calls there were, and how many were under way at the same moment at most. */
  readonly seen: { calls: number; together: number };
  addUsage(batch: UsageBatch): Promise<void>;
  /** Rejects calls from now on. */
  fail(): void;
  /** Leaves calls from now on without an answer. */
  hang(): void;
  /** Accepts calls again; those that hang come to this end. */
  recover(end?: "accept" | "reject"): void;
}

export function slowUsageStore(): SlowUsageStore {
  const batches: UsageBatch[] = [];
  const seen = { calls: 0, together: 0 };
  let mode: "accept" | "fail" | "hang" = "accept";
  let underWay = 0;
  let hanging: ((end: "accept" | "reject") => void)[] = [];

  async function answer(batch: UsageBatch): Promise<void> {
    // Even a quick database takes its time.
    await new Promise((resolve) => setImmediate(resolve));
    const end = mode === "hang" ? await new Promise((resolve) => hanging.push(resolve)) : mode;
    if (end !== "accept") throw new Error("no usage is taken");
    batches.push(batch);
  }

  return {
    batches,
    seen,
    async addUsage(batch) {
      seen.calls++;
      seen.together = Math.max(seen.together, ++underWay);
      await answer(batch).finally(() => underWay--);
    },
    fail: () => void (mode = "fail"),
    hang: () => void (mode = "hang"),
    recover(end = "accept") {
      mode = "accept";
      for (const settle of hanging) settle(end);
      hanging = [];
    },
  };
}
