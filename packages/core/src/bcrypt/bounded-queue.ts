/** Runs tasks a few at a time; what does not fit into the queue is turned away at once. */
export interface BoundedQueue {
  /** The task's result, or `"busy"` when `waiting` tasks wait already; the task was not started then. */
  run<T>(task: () => Promise<T>, waiting: number): Promise<T | "busy">;
}

export function boundedQueue(running: number): BoundedQueue {
  const queue: (() => void)[] = [];
  let active = 0;

  async function run<T>(task: () => Promise<T>, waiting: number): Promise<T | "busy"> {
    if (active >= running) {
      if (queue.length >= waiting) return "busy";
      await new Promise<void>((resolve) => queue.push(resolve));
    } else {
      active++;
    }
    try {
      return await task();
    } finally {
      // A place that becomes free goes straight to the next in line, so that nobody can slip in between.
      const next = queue.shift();
      if (next) next();
      else active--;
    }
  }

  return { run };
}
