import * as z from "zod";

const CUSTOM = /^[0-9A-Za-z]{16}$/;
const BUILT_IN = "b:";

export const roleRefSchema = z.string().meta({
  description: "A role: its id, `b:<name>` for a built-in one.",
  examples: ["4kQz81LmPa0RtXw2", "b:reader"],
});

/** The id of no role; core answers as for a role that does not exist. */
const NO_ROLE = "";

/**
 * The role that a path segment names. Names of built-in roles can hold what a path cannot, so theirs is compared in
 * the one form that `encodeURIComponent` gives it, with the colon plain or encoded: no other spelling of it leads
 * anywhere. A segment that names none is not refused here, because whoever lacks the permission must hear that first.
 */
export function readRoleRef(segment: string): string {
  if (CUSTOM.test(segment)) return segment;
  const id = decoded(segment);
  if (!id.startsWith(BUILT_IN)) return NO_ROLE;
  const name = encodeURIComponent(id.slice(BUILT_IN.length));
  return segment === BUILT_IN + name || segment === encodeURIComponent(BUILT_IN) + name ? id : NO_ROLE;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return NO_ROLE;
  }
}
