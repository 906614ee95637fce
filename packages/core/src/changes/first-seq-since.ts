import type { KeyringContext } from "../context/keyring-context.js";
import type { ChangeScan } from "../store/key-store.js";
import { withDeadline } from "../store/with-deadline.js";
import type { ChangeRecord } from "./change-record.js";

/** A clock can be set back, and then a later change has the earlier time. By less than a day, is what we count on. */
export const CLOCK_MARGIN = 86_400_000;

/**
 * The seq at which changes begin to be of this time or later, UTC milliseconds, by halving; undefined when the newest
 * change is older. Where times do not rise with the seq it is one of several such places, at most `CLOCK_MARGIN` of
 * time away from each other. It reads some twenty rows of a million.
 */
export async function firstSeqSince(ring: KeyringContext, time: number): Promise<number | undefined> {
  const [newest] = await scanAll(ring, { order: "seq-desc", limit: 1 });
  if (newest === undefined || newest.at < time) return undefined;
  let [low, high] = [0, newest.seq];
  // The change of `high` is of the time or later; those up to `low` are older, or there are none.
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    const [change] = await scanAll(ring, { order: "seq", after: middle - 1, limit: 1 });
    if (change === undefined || change.seq >= high) high = middle;
    else if (change.at >= time) high = change.seq;
    else low = change.seq;
  }
  return high;
}

/** Changes whoever made them and of whatever, with the deadline of a read. */
export function scanAll(
  ring: KeyringContext,
  scan: Omit<ChangeScan, "within">,
): Promise<readonly ChangeRecord[]> {
  const found = ring.store.scanChanges({ ...scan, within: { by: "all" } });
  return withDeadline(found, ring.deadlines.manage);
}
