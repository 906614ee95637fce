/** A check of one answer. */
export function expectation(name, actual, expected) {
  return { name, faults: actual === expected ? [] : [`answered ${actual}, not ${expected}`] };
}
