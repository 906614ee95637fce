import type { ResolvedActor } from "../actors/resolve-actor.js";
import type { KeyringContext } from "../context/keyring-context.js";
import {
  firstStretch,
  MOST_SOURCES,
  PAGE_BUDGET,
  rowSource,
  type Budget,
  type RowSource,
} from "../listing/row-source.js";
import { covers } from "../permissions/permission.js";
import type { ChangeScan } from "../store/key-store.js";
import { withDeadline } from "../store/with-deadline.js";
import type { ListChanges } from "./change-query.js";
import type { ChangeRecord } from "./change-record.js";
import { CLOCK_MARGIN, firstSeqSince } from "./first-seq-since.js";

/** How a list of changes is walked: the newest first, beginning behind `after`. */
export interface ChangeWalk {
  readonly limit: number;
  readonly after: number | undefined;
}

/**
 * The sources of a list of changes: walks along an index that hold everything the query asks for and the actor may
 * see. Rows of other times are mostly passed by: a walk begins and ends `CLOCK_MARGIN` beside the times asked for,
 * since the order is that of the commits, and the clock may have been set back.
 */
export async function changeSources(
  ring: KeyringContext,
  actor: ResolvedActor,
  query: ListChanges,
  { limit, after }: ChangeWalk,
): Promise<readonly RowSource<ChangeRecord>[]> {
  const { from, to } = query;
  const start = after ?? (to === undefined ? undefined : await firstSeqSince(ring, to + CLOCK_MARGIN));
  const end = from === undefined ? -Infinity : from - CLOCK_MARGIN;
  const ranges = changeRanges(actor, query);
  const budget: Budget = { left: PAGE_BUDGET };
  const stretch = firstStretch(limit, ranges.length, budget);
  return ranges.map((within) =>
    rowSource<ChangeRecord>(
      async (last, most) => {
        const behind = last?.seq ?? start;
        const scan = { order: "seq-desc", within, limit: most } as const;
        const rows = await read(ring, behind === undefined ? scan : { ...scan, after: behind });
        const tooOld = rows.findIndex(({ at }) => at < end);
        return tooOld === -1 ? rows : rows.slice(0, tooOld);
      },
      stretch,
      budget,
    ),
  );
}

function read(ring: KeyringContext, scan: ChangeScan): Promise<readonly ChangeRecord[]> {
  return withDeadline(ring.store.scanChanges(scan), ring.deadlines.manage);
}

function changeRanges(
  actor: ResolvedActor,
  { keyId, actorId }: ListChanges,
): readonly ChangeScan["within"][] {
  if (keyId !== undefined) return [{ by: "target", target: keyId }];
  if (actorId !== undefined) return [{ by: "actor", actor: actorId }];
  const readers = actor.grants.filter(({ permissions }) => covers(permissions, "api-changes:read"));
  const orgs = new Set(readers.map(({ org }) => org));
  if (orgs.has("*") || orgs.size > MOST_SOURCES) return [{ by: "all" }];
  return [...orgs].map((org) => ({ by: "org", org }));
}
