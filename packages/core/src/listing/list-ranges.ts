import type { ResolvedActor, ResolvedGrant } from "../actors/resolve-actor.js";
import type { ListKeys } from "../keys/list-input.js";
import { covers } from "../permissions/permission.js";
import type { KeyScan } from "../store/key-store.js";
import { MOST_SOURCES } from "./row-source.js";

/** A stretch of an index to walk. */
export type ListRange = Exclude<KeyScan["within"], { by: "id" }>;

/**
 * The stretches that hold every key the actor may read and the query asks for, and as little else as the indexes
 * allow: by the query's owner, its organization or project, otherwise by those of the grants.
 */
export function listRanges(actor: ResolvedActor, query: ListKeys): readonly ListRange[] {
  const { orgId } = query;
  const readers = actor.grants.filter(
    ({ permissions, org }) =>
      covers(permissions, "api-keys:read") && (orgId === undefined || org === "*" || org === orgId),
  );
  const ranges = distinct(readers.map((grant) => rangeOf(grant, actor, query)));
  const kept = ranges.filter((range) => !ranges.some((other) => contains(other, range)));
  return kept.length > MOST_SOURCES ? [{ by: "all" }] : kept;
}

function rangeOf({ org, project, reach }: ResolvedGrant, actor: ResolvedActor, query: ListKeys): ListRange {
  const owner = query.ownerId ?? (reach === "own" ? actor.ownerId : null);
  if (owner !== null) return { by: "owner", owner };
  const within = org === "*" ? query.orgId : org;
  if (within === undefined) return { by: "all" };
  const narrower = query.projectId ?? project;
  // The indexes by name have no project in them.
  if (within === null || narrower === null || query.sort === "name") return { by: "org", org: within };
  return { by: "project", org: within, project: narrower };
}

function contains(wide: ListRange, narrow: ListRange): boolean {
  if (wide.by === "all") return narrow.by !== "all";
  return wide.by === "org" && narrow.by === "project" && wide.org === narrow.org;
}

function distinct(ranges: readonly ListRange[]): ListRange[] {
  return [...new Map(ranges.map((range) => [JSON.stringify(range), range])).values()];
}
