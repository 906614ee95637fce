import { isPermittedOn } from "../actors/covering-grant.js";
import type { ResolvedActor } from "../actors/resolve-actor.js";
import type { ListKeys } from "../keys/list-input.js";
import { hintOf } from "../keys/api-key.js";
import { foldName, type KeyRecord } from "../keys/key-record.js";
import { statusOf } from "../keys/key-status.js";
import type { RoleFilter } from "./role-filter.js";
import { publicLookup } from "../foreign/lookups.js";

/** Whether a key belongs into a list. */
export type KeyFilter = (key: KeyRecord) => boolean | Promise<boolean>;

/** The whole question, asked of every row that a scan brings: what the query wants, and what the actor may see. */
export function keyFilter(
  query: ListKeys,
  actor: ResolvedActor,
  now: number,
  hasRole: RoleFilter,
): KeyFilter {
  const { orgId, projectId, ownerId, status, q } = query;
  const prefix = q === undefined ? undefined : foldName(q);

  return function belongs(key) {
    const state = statusOf(key, now);
    return (
      (status === undefined ? state !== "revoked" : state === status) &&
      (orgId === undefined || key.orgId === orgId) &&
      (projectId === undefined || key.projectId === projectId) &&
      (ownerId === undefined || key.ownerId === ownerId) &&
      (prefix === undefined || key.nameLower.startsWith(prefix) || isNamedBy(key, q as string)) &&
      isPermittedOn(actor, "api-keys:read", key) &&
      hasRole(key)
    );
  };
}

/** Whether a search text is exactly this key's id, number or hint, or the public part of a token that was imported. */
function isNamedBy(key: KeyRecord, text: string): boolean {
  if (key.id === text || String(key.number) === text || hintOf(key) === text) return true;
  return key.lookup === publicLookup(text);
}
