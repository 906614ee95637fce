import type { KeyringContext } from "../context/keyring-context.js";
import type { ChangeScan } from "../store/key-store.js";
import { withDeadline } from "../store/with-deadline.js";
import type { ChangeRecord } from "./change-record.js";

/** A clock can be set back, and then a later change has the earlier time. By less than a day, is what we count on. */
export const CLOCK_MARGIN = 86_400_000;

/** So few rows more cost less to pass by than to look for a better place. */
const CLOSE = 64;

/**
 * A seq at which changes begin to be of this time or later, UTC milliseconds, or up to `CLOSE` behind it; undefined when
 * the newest change is older. Where times do not rise with the seq it is one of several such places, at most
 * `CLOCK_MARGIN` of time away from each other. It reads some four rows where changes come evenly, however many there
 * are; at worst three for each halving of their number.
 */
export async function firstSeqSince(ring: KeyringContext, time: number): Promise<number | undefined> {
  const [newest] = await scanAll(ring, { order: "seq-desc", limit: 1 });
  const [oldest] = await scanAll(ring, { order: "seq", limit: 1 });
  if (newest === undefined || oldest === undefined || newest.at < time) return undefined;
  if (oldest.at >= time) return oldest.seq;

  // The change of `high` is of the time or later; those up to `low` are older.
  let low: Moment = oldest;
  let high: Moment = newest;
  for (let step = 0; high.seq - low.seq > CLOSE; step++) {
    const seq = guess(low, high, time, step);
    const [change] = await scanAll(ring, { order: "seq", after: seq - 1, limit: 1 });
    if (change === undefined || change.seq >= high.seq) high = { seq, at: high.at };
    else if (change.at >= time) high = change;
    else low = change;
  }
  return high.seq;
}

type Moment = Pick<ChangeRecord, "seq" | "at">;

/** By the time that has passed, a little too late and a little too early so that both ends close in; every third time the middle. */
function guess(low: Moment, high: Moment, time: number, step: number): number {
  const passed = step % 3 === 2 ? 1 / 2 : (time - low.at) / (high.at - low.at);
  const aside = [CLOSE / 4, -CLOSE / 4, 0][step % 3] ?? 0;
  const seq = Math.floor(low.seq + (high.seq - low.seq) * passed) + aside;
  return Math.min(Math.max(seq, low.seq + 1), high.seq - 1);
}

/** Changes whoever made them and of whatever, with the deadline of a read. */
export function scanAll(
  ring: KeyringContext,
  scan: Omit<ChangeScan, "within">,
): Promise<readonly ChangeRecord[]> {
  const found = ring.store.scanChanges({ ...scan, within: { by: "all" } });
  return withDeadline(found, ring.deadlines.manage);
}
