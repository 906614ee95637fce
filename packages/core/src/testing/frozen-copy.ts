/** A copy of plain data that shares nothing with the original and cannot be changed. */
export function frozenCopy<T>(value: T): T {
  // Not structuredClone: inside Jest its objects belong to another realm and equal no literal.
  if (typeof value !== "object" || value === null) return value;
  const copy: unknown = Array.isArray(value)
    ? value.map(frozenCopy)
    : Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, frozenCopy<unknown>(entry)]));
  return Object.freeze(copy) as T;
}
