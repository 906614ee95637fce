import { createHook } from "node:async_hooks";

/**
 * What comes into being while something runs that ends only later, by its kind: promises, timers, jobs of the thread
 * pool such as `RANDOMBYTESREQUEST` or `FSREQCALLBACK`, what waits for the next turn.
 */
export function asyncWorkOf(work: () => void): Readonly<Record<string, number>> {
  const kinds: Record<string, number> = {};
  const hook = createHook({
    init: (_id, kind) => {
      kinds[kind] = (kinds[kind] ?? 0) + 1;
    },
  }).enable();
  try {
    work();
  } finally {
    hook.disable();
  }
  return kinds;
}
