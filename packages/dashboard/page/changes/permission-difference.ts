const MOST_NAMED = 3;

/** ` (added bundles:read; removed 7)`, or nothing when only the order is another. */
export function permissionDifference(after: unknown, before: unknown): string {
  const now = textsIn(after);
  const then = textsIn(before);
  const added = now.filter((permission) => !then.includes(permission));
  const removed = then.filter((permission) => !now.includes(permission));
  const parts = [...said("added", added), ...said("removed", removed)];
  return parts.length === 0 ? "" : ` (${parts.join("; ")})`;
}

function said(verb: string, permissions: readonly string[]): string[] {
  if (permissions.length === 0) return [];
  return [`${verb} ${permissions.length > MOST_NAMED ? permissions.length : permissions.join(", ")}`];
}

/** A key without permissions of its own has null. */
function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === "string") : [];
}
