import { monitorEventLoopDelay } from "node:perf_hooks";

const RESOLUTION_MS = 10;

/** Watches for how long this process could not run; the returned function ends it with the longest time in milliseconds. */
export function measureStalls(): () => number {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delays.enable();
  return function longest() {
    delays.disable();
    return Math.max(0, delays.max / 1e6 - RESOLUTION_MS);
  };
}
