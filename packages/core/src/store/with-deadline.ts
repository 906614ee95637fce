import { LatchkeyError } from "../latchkey-error.js";

/** The promise's outcome, or `store_unavailable` when it has none after `milliseconds`; it is not waited for any longer. */
export async function withDeadline<T>(promise: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(storeUnavailable()), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** What a store that did not answer makes of a call. */
function storeUnavailable(): LatchkeyError {
  return new LatchkeyError("store_unavailable", "The key store does not answer; try again shortly.", {
    retryAfter: 1,
  });
}
