/** What `run` makes of each item, in order, with so many under way at a time. Rejects with the first fault. */
export async function inLanes<Item, Result>(
  lanes: number,
  items: readonly Item[],
  run: (item: Item, index: number) => Result | Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const waiting = items.entries();
  let failed = false;

  async function lane(): Promise<void> {
    // The lanes share one iterator: each takes the next item when it has done one.
    for (const [index, item] of waiting) {
      if (failed) return;
      results[index] = await run(item, index);
    }
  }

  await Promise.all(
    Array.from({ length: lanes }, () =>
      lane().catch((error: unknown) => {
        failed = true;
        throw error;
      }),
    ),
  );
  return results;
}
