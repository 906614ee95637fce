import type { KeyringContext } from "../context/keyring-context.js";
import { LatchkeyError } from "../latchkey-error.js";
import type { ChainStart } from "./chain-start.js";
import type { ChangeRecord } from "./change-record.js";
import { walkChain } from "./walk-chain.js";

/** In one transaction: as many as every database removes within the time that another write waits for the lock. */
const MOST_REMOVED = 50_000;

/**
 * Where the chain is to begin, stretch after stretch, so that all goes up to the first change that is not before a
 * time, UTC milliseconds. What was removed cannot be audited any more, and times can be edited too: it reads the whole
 * chain first, and rejects with `invalid_request` unless every row is as it was written.
 */
export async function changesToPrune(ring: KeyringContext, before: number): Promise<readonly ChainStart[]> {
  let oldest = oldestBefore(before);
  const verdict = await walkChain(ring, undefined, () => {
    oldest = oldestBefore(before);
    return (rows) => rows.forEach(oldest.see);
  });
  if (verdict.ok) return oldest.stretches();
  throw new LatchkeyError(
    "invalid_request",
    `Nothing was removed: the chain does not verify at change ${verdict.seq} (${verdict.fault}). Look at changes.verify first.`,
  );
}

/** Notes the ends of the stretches while the chain goes by. */
function oldestBefore(time: number) {
  const full: ChainStart[] = [];
  let open: ChainStart | undefined;
  let count = 0;
  let passed = false;

  function see({ seq, at, hash }: ChangeRecord): void {
    passed ||= at >= time;
    if (passed) return;
    open = { firstSeq: seq + 1, previousHash: hash };
    if (++count % MOST_REMOVED !== 0) return;
    full.push(open);
    open = undefined;
  }

  return { see, stretches: () => (open === undefined ? full : [...full, open]) };
}
