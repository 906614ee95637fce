/** A copy of JSON data that shares nothing with it. */
export function jsonCopy<T>(data: T): T {
  return JSON.parse(JSON.stringify(data)) as T;
}
