/** Something that is done so many times a second, on average. */
export interface Paced {
  readonly perSecond: number;
  act(): void;
}

/**
 * Does each of several things at moments of its own (a Poisson process, as the requests of clients that know nothing of
 * each other are), whether or not what was done before has an answer: a slow server does not slow down who floods it.
 * (autocannon sends what it is to send in a second all at its beginning, and waits for answers.)
 */
export function paced(things: readonly Paced[], seconds: number): Promise<void> {
  const end = performance.now() + seconds * 1_000;
  const due = things.map(({ perSecond }) => performance.now() + untilNext(perSecond));

  return new Promise((resolve) => {
    function turn(): void {
      const now = performance.now();
      for (const [index, { perSecond, act }] of things.entries())
        for (let at = due[index] ?? end; at <= now && at < end; due[index] = at += untilNext(perSecond))
          act();
      // A timer's millisecond would bring together what has nothing to do with each other.
      if (now < end) setImmediate(turn);
      else resolve();
    }
    turn();
  });
}

/** Milliseconds. */
function untilNext(perSecond: number): number {
  return (-Math.log(1 - Math.random()) / perSecond) * 1_000;
}
