import type { ResolvedActor } from "../actors/resolve-actor.js";
import type { Facts } from "../context/facts.js";
import { mergedPage, type MergedPage } from "../listing/merged-page.js";
import { firstStretch, MOST_SOURCES, PAGE_BUDGET, rowSource, type Budget } from "../listing/row-source.js";
import { covers } from "../permissions/permission.js";
import type { RoleQuery } from "../store/key-store.js";
import { roleGrant } from "./role-grant.js";
import type { RoleRecord } from "./role-record.js";

/** How a page of custom roles is walked; `after` is an id. */
export interface RoleWalk {
  readonly orgId: string | undefined;
  readonly limit: number;
  readonly after: string | undefined;
}

/** All roles, or those of an organization. */
type Range = { readonly by: "all" } | { readonly by: "org"; readonly org: string | null };

/** The custom roles an actor may read, in the order of their ids. */
export function rolePage(
  facts: Facts,
  actor: ResolvedActor,
  walk: RoleWalk,
): Promise<MergedPage<RoleRecord>> {
  const budget: Budget = { left: PAGE_BUDGET };
  const ranges = rangesFor(actor, walk.orgId);
  const stretch = firstStretch(walk.limit, ranges.length, budget);
  const sources = ranges.map((range) =>
    rowSource<RoleRecord>(
      (last, limit) => facts.findRoles(queryOf(range, limit, last?.id ?? walk.after)),
      stretch,
      budget,
    ),
  );
  return mergedPage(sources, {
    limit: walk.limit,
    compare: (a, b) => (a.id === b.id ? 0 : a.id < b.id ? -1 : 1),
    belongs: ({ orgId }) => mayRead(actor, orgId),
  });
}

function queryOf(range: Range, limit: number, after: string | undefined): RoleQuery {
  return { ...range, limit, ...(after !== undefined && { after }) };
}

function mayRead(actor: ResolvedActor, orgId: string | null): boolean {
  return covers(roleGrant(actor, orgId)?.permissions ?? [], "api-roles:read");
}

/** The stretches that hold every role the actor may read and the query asks for. */
function rangesFor(actor: ResolvedActor, orgId: string | undefined): readonly Range[] {
  if (orgId !== undefined) return mayRead(actor, orgId) ? [{ by: "org", org: orgId }] : [];
  const named = new Set(actor.grants.filter(({ project }) => project === null).map(({ org }) => org));
  const readable = [...named].filter((org) => mayRead(actor, org));
  const isAll = readable.includes("*") || readable.length > MOST_SOURCES;
  return isAll ? [{ by: "all" }] : readable.map((org) => ({ by: "org", org }));
}
