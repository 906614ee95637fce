import type { Peppers } from "../digests/peppers.js";
import type { Head } from "../store/key-store.js";
import type { ChangeRecord } from "./change-record.js";
import { attestedStart, type ChainStart } from "./chain-start.js";
import type { ChainFault, ChainVerdict, Checkpoint } from "./chain-verdict.js";
import { chainHashHolds, isUnpeppered } from "./hash-chain.js";
import { chainFault, rowFault } from "./row-fault.js";

/** Looks at a chain a stretch at a time, from its first row on. */
export interface ChainAudit {
  /** The next rows, in the order in which the store gives them. */
  examine(rows: readonly ChangeRecord[]): void;
  /** What was found, now that the chain should have ended at `head`. */
  verdict(head: Head): ChainVerdict;
}

/** What a chain is judged by. */
export interface AuditRules {
  readonly peppers: Peppers;
  /** Whether a chain may consist of nothing but rows from before there were peppers. */
  readonly acceptsUnpeppered: boolean;
  readonly checkpoint: Checkpoint | undefined;
}

/**
 * Each row must follow the one before, carry the hash of its own contents, and name the hash before it. The first
 * must be the very first, or the one that the last removal of old changes left as such. Rows from before there were
 * peppers come before all others; anybody can make such rows, so it takes one with a pepper behind them to vouch.
 */
export function chainAudit({ peppers, acceptsUnpeppered, checkpoint }: AuditRules): ChainAudit {
  let examined = 0;
  let first: ChangeRecord | undefined;
  let last: ChangeRecord | undefined;
  let broken: ChainFault | undefined;
  let start: ChainStart | undefined;
  let beforePeppers = true;

  function examine(rows: readonly ChangeRecord[]): void {
    for (const row of rows) {
      examined++;
      // Behind a fault only the attestations count: they may say that the chain rightly begins where it does.
      broken ??= rowFault(row, { peppers, last, around: rows, checkpoint, beforePeppers });
      first ??= row;
      last = row;
      noteStart(row);
      beforePeppers &&= isUnpeppered(row);
    }
  }

  /** Removals only ever go on: the furthest of them is where the chain begins, whatever order they were recorded in. */
  function noteStart(row: ChangeRecord): void {
    const attested = attestedStart(row);
    if (attested === null || attested.firstSeq <= (start?.firstSeq ?? 0)) return;
    if (chainHashHolds(peppers, row, beforePeppers)) start = attested;
  }

  function verdict(head: Head): ChainVerdict {
    const end = last ?? BEGINNING;
    const unfounded = faultOfStart(first, start);
    const earliest = broken && unfounded && unfounded.seq < broken.seq ? unfounded : (broken ?? unfounded);
    const { seq, hash } = end;
    const fault = earliest ?? faultOfEnd(end, head, checkpoint) ?? faultOfVoucher();
    return fault ?? { ok: true, examined, checkpoint: { seq, hash } };
  }

  function faultOfVoucher(): ChainFault | undefined {
    if (first === undefined || !beforePeppers || peppers.newest === undefined || acceptsUnpeppered)
      return undefined;
    const why = "no change behind it has a hash under a pepper, so anybody can have written them all";
    return chainFault("edited", first.seq, `Change ${first.seq} is not vouched for: ${why}.`);
  }

  return { examine, verdict };
}

/** Where an empty chain stands. */
const BEGINNING: Checkpoint = { seq: 0, hash: "" };

function faultOfStart(
  first: ChangeRecord | undefined,
  attested: ChainStart | undefined,
): ChainFault | undefined {
  if (first === undefined || first.seq <= 1) return undefined;
  if (attested?.firstSeq === first.seq && attested.previousHash === first.previousHash) return undefined;
  const seq = attested === undefined ? 1 : Math.min(attested.firstSeq, first.seq);
  const detail = `The chain begins at change ${first.seq}, and no removal on record has left it so.`;
  return chainFault("missing", seq, detail);
}

function faultOfEnd(
  { seq, hash }: Checkpoint,
  { lastSeq, lastHash }: Head,
  checkpoint: Checkpoint = BEGINNING,
): ChainFault | undefined {
  if (seq < Math.max(lastSeq, checkpoint.seq))
    return chainFault("cut", seq + 1, `Changes from ${seq + 1} on are gone from the end.`);
  if (hash === lastHash) return undefined;
  return chainFault("edited", seq, `Change ${seq} is not the one that the head names as the last.`);
}
