import { setTimeout as wait } from "node:timers/promises";

const PATIENCE_MS = 20_000;
const BETWEEN_MS = 50;

/** Reads until what is read passes the check: for what comes a moment later, and has no sign of its own to wait for. */
export async function soon<T>(read: () => Promise<T>, check: (value: T) => void): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const value = await read();
    try {
      return check(value);
    } catch (error) {
      if (performance.now() > end) throw error;
    }
    await wait(BETWEEN_MS);
  }
}
