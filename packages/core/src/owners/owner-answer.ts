import { isPermission } from "../permissions/permission.js";
import type { Owner } from "./owner.js";

/**
 * What an application has answered, as a copy that nobody can change: what is checked is what is used. Undefined for
 * anything that is neither an owner nor null.
 */
export function ownerAnswer(given: unknown): Owner | null | undefined {
  if (given === null) return null;
  const { active, permissions } = (given ?? {}) as {
    readonly active?: unknown;
    readonly permissions?: unknown;
  };
  if (typeof active !== "boolean" || !Array.isArray(permissions)) return undefined;
  const copy: readonly unknown[] = Array.from(permissions);
  return copy.every(isPermission) ? Object.freeze({ active, permissions: Object.freeze(copy) }) : undefined;
}
