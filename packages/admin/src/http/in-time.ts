/** What is promised, or a `TimeoutError` when that takes longer than `milliseconds`; it is not waited for any longer. */
export async function inTime<T>(promised: T | PromiseLike<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DOMException("It took too long.", "TimeoutError")), milliseconds);
  });
  try {
    return await Promise.race([promised, late]);
  } finally {
    clearTimeout(timer);
  }
}
