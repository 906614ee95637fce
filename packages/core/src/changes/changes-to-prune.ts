import type { KeyringContext } from "../context/keyring-context.js";
import type { ChainStart } from "./chain-start.js";
import type { ChangeRecord } from "./change-record.js";
import { CLOCK_MARGIN, firstSeqSince, scanAll } from "./first-seq-since.js";

/** Changes to be removed in one transaction, and where the chain begins then. */
export interface PrunedStretch extends ChainStart {
  readonly removed: number;
}

/** As many as every database removes within the time that another write waits for the lock. */
const MOST_REMOVED = 50_000;
const STRETCH = 1000;

/** The oldest changes, up to the first that is not before a time, in stretches; UTC milliseconds. */
export async function* changesToPrune(ring: KeyringContext, before: number): AsyncGenerator<PrunedStretch> {
  const [oldest] = await scanAll(ring, { order: "seq", limit: 1 });
  if (oldest === undefined || oldest.at >= before) return;
  const last = await lastBefore(ring, oldest, before);
  for (let first = oldest.seq; first <= last.seq;) {
    const [end = last] =
      first + MOST_REMOVED > last.seq
        ? []
        : await scanAll(ring, { order: "seq", after: first + MOST_REMOVED - 2, limit: 1 });
    yield { firstSeq: end.seq + 1, previousHash: end.hash, removed: end.seq + 1 - first };
    first = end.seq + 1;
  }
}

/**
 * The last change in front of the first that is not before the time. All that are a `CLOCK_MARGIN` older are passed
 * over by halving, the rest is read.
 */
async function lastBefore(ring: KeyringContext, oldest: ChangeRecord, before: number): Promise<ChangeRecord> {
  const old = await firstSeqSince(ring, before - CLOCK_MARGIN);
  let last = oldest;
  // From the last of the old ones on; without any younger, from the newest.
  let after = old === undefined ? (await newestSeq(ring)) - 1 : old - 2;
  for (;;) {
    const rows = await scanAll(ring, { order: "seq", after, limit: STRETCH });
    const young = rows.findIndex(({ at }) => at >= before);
    last = (young === -1 ? rows.at(-1) : rows[young - 1]) ?? last;
    if (young !== -1 || rows.length < STRETCH) return last;
    after = last.seq;
  }
}

async function newestSeq(ring: KeyringContext): Promise<number> {
  const [newest] = await scanAll(ring, { order: "seq-desc", limit: 1 });
  return newest?.seq ?? 0;
}
