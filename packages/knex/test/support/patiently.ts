/** Tries again when the store is busy, as callers are told to. */
export async function patiently<T>(run: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await run();
    } catch (error) {
      if ((error as { code?: unknown }).code !== "store_busy") throw error;
    }
  }
}
