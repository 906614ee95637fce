/** The promise's outcome, or a rejection with `late()` after `milliseconds`; whatever comes later is dropped. */
export function inTime<T>(promise: PromiseLike<T>, milliseconds: number, late: () => Error): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(late()), milliseconds);
    promise.then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      (fault: Error) => {
        clearTimeout(timer);
        reject(fault);
      },
    );
  });
}
