import { LatchkeyError } from "@latchkey/core";

/** Does a piece of work when its turn comes; rejects with `busy`, and does nothing, when too many wait. */
export type Gate = <Result>(work: () => Promise<Result>) => Promise<Result>;

/**
 * Does at most `atOnce` pieces of work at a time, and lets at most `waiting` wait, in their order. It is for work that
 * costs much and that anybody can ask for, such as the check of a password.
 */
export function fewAtOnce({ atOnce, waiting }: { readonly atOnce: number; readonly waiting: number }): Gate {
  const queue: (() => void)[] = [];
  let working = 0;

  return async function pass(work) {
    if (working < atOnce) working++;
    else if (queue.length < waiting) await new Promise<void>((resolve) => queue.push(resolve));
    else throw new LatchkeyError("busy", "Too much is asked for at once; try again.", { retryAfter: 1 });
    try {
      return await work();
    } finally {
      // Whoever waits longest takes the place over; it is free only when nobody waits.
      const next = queue.shift();
      if (next) next();
      else working--;
    }
  };
}
