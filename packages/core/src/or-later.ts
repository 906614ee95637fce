/** A value where it is at hand, and a promise where it must be waited for: an await costs as much as some checks do. */
export type OrLater<T> = T | Promise<T>;

/** Whether a value must be waited for, whoever's promise it is. */
export function isLater<T>(value: OrLater<T>): value is Promise<T> {
  return (
    typeof value === "object" && value !== null && typeof (value as { then?: unknown }).then === "function"
  );
}

/** Goes on with a value, at once where it is at hand. */
export function goOn<T, U>(value: OrLater<T>, next: (value: T) => OrLater<U>): OrLater<U> {
  return isLater(value) ? Promise.resolve(value).then(next) : next(value);
}

/** What work answers, and a rejection where it throws, so that those who asked have one way to fail. */
export function orRejected<T>(work: () => OrLater<T>): OrLater<T> {
  try {
    return work();
  } catch (fault) {
    return Promise.reject(fault);
  }
}
