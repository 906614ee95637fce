/** Runs one function at a time, in order; one that has waited `waitMs` is not run and rejects with `late()`. */
export function queueOfOne(waitMs: number, late: () => Error): <T>(run: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return function enqueue<T>(run: () => Promise<T>): Promise<T> {
    const before = last;
    const mine = new Promise<T>((resolve, reject) => {
      let given = false;
      const timer = setTimeout(() => {
        given = true;
        reject(late());
      }, waitMs);
      void before.then(() => {
        clearTimeout(timer);
        if (!given) run().then(resolve, reject);
      });
    });
    last = Promise.allSettled([before, mine]);
    return mine;
  };
}
