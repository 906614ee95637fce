import type { ResolvedActor } from "../actors/resolve-actor.js";
import { covers } from "../permissions/permission.js";

/** The permission to read changes. */
export const READING = "api-changes:read";

/** Whether an actor may read changes by a grant for everything. */
export function readsEverywhere({ grants }: ResolvedActor): boolean {
  return grants.some(({ org, permissions }) => org === "*" && covers(permissions, READING));
}
