/** Something that is done so many times a second. */
export interface Paced {
  readonly perSecond: number;
  act(): void;
}

/**
 * Does each of several things evenly, whether or not what was done before has an answer: a slow server does not slow
 * down who floods it. (autocannon sends what it is to send in a second all at its beginning, and waits for answers.)
 */
export function paced(things: readonly Paced[], seconds: number): Promise<void> {
  const began = performance.now();
  const done = things.map(() => 0);

  return new Promise((resolve) => {
    function tick(): void {
      const elapsed = Math.min(performance.now() - began, seconds * 1_000);
      for (const [index, { perSecond, act }] of things.entries()) {
        const due = Math.floor((elapsed / 1_000) * perSecond);
        for (; (done[index] ?? due) < due; done[index] = (done[index] ?? due) + 1) act();
      }
      if (elapsed < seconds * 1_000) setTimeout(tick, 1);
      else resolve();
    }
    tick();
  });
}
