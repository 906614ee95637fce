import { inTime } from "@latchkey/core";

/** Waits for its turn; resolves with what lets the next one in. */
export type Enter = (waitMs: number) => Promise<() => void>;

/** Lets one in at a time, in order; a wait that has lasted too long rejects with `late()`. */
export function turnstile(late: () => Error): Enter {
  let last: Promise<void> = Promise.resolve();
  return async function enter(waitMs) {
    const before = last;
    let leave = () => {};
    const mine = new Promise<void>((resolve) => (leave = resolve));
    last = before.then(() => mine);
    try {
      await inTime(before, waitMs, late);
    } catch (error) {
      leave();
      throw error;
    }
    return leave;
  };
}
