/** `resource:action`; a segment is `[a-z0-9][a-z0-9._-]{0,63}` or `*`. */
const PERMISSION = /^(?:\*|[a-z0-9][a-z0-9._-]{0,63}):(?:\*|[a-z0-9][a-z0-9._-]{0,63})$/;
const LONGEST = 129;

/** Whether this is a permission by our grammar. */
export function isPermission(value: unknown): value is string {
  return typeof value === "string" && value.length <= LONGEST && PERMISSION.test(value);
}

/**
 * Whether holding `held` allows `wanted`. A `*` segment in `held` covers any segment, also another `*`; a `*` in
 * `wanted` is covered by nothing else. Whatever does not fit the grammar is covered by nothing.
 *
 * @example
 * covers(["bundles:*"], "bundles:read"); // true
 * covers(["bundles:read"], "bundles:*"); // false
 */
export function covers(held: readonly string[], wanted: string): boolean {
  if (!isPermission(wanted)) return false;
  for (const permission of held) if (permission === wanted || coversAny(permission, wanted)) return true;
  return false;
}

/** The check of what `held` covers, for those who ask often: `held` is gone over once. */
export function coverage(held: readonly string[]): (wanted: string) => boolean {
  const proper = held.filter(isPermission);
  const wild = proper.filter((permission) => permission.includes("*")).map(segments);

  return function isCovered(wanted) {
    if (proper.includes(wanted)) return true;
    if (wild.length === 0 || !isPermission(wanted)) return false;
    const segmentsWanted = segments(wanted);
    return wild.some((each) => coversSegments(each, segmentsWanted));
  };
}

/** The first of `wanted` that `held` does not cover, or undefined when all are covered. */
export function firstUncovered(held: readonly string[], wanted: readonly string[]): string | undefined {
  return wanted.find((permission) => !covers(held, permission));
}

/** Whether `held` has a `*` that covers it; most have none, and were compared as they are. */
function coversAny(held: unknown, wanted: string): boolean {
  if (typeof held !== "string" || !held.includes("*") || !isPermission(held)) return false;
  return coversSegments(segments(held), segments(wanted));
}

function coversSegments([heldResource, heldAction]: Segments, [resource, action]: Segments): boolean {
  return (heldResource === "*" || heldResource === resource) && (heldAction === "*" || heldAction === action);
}

type Segments = readonly [resource: string, action: string];

function segments(permission: string): Segments {
  const colon = permission.indexOf(":");
  return [permission.slice(0, colon), permission.slice(colon + 1)];
}
