import { parsedDetail } from "./change.js";
import type { ChangeRecord } from "./change-record.js";

/** Where a chain begins after older changes were removed. */
export interface ChainStart {
  /** The seq of the first change that was kept, or that came next. */
  readonly firstSeq: number;
  /** The hash of the last one removed, to which that first change is chained. */
  readonly previousHash: string;
}

/** The start that a change attests; null for all but `changes.pruned`. */
export function attestedStart(change: ChangeRecord): ChainStart | null {
  if (change.action !== "changes.pruned") return null;
  const { firstSeq, previousHash } = parsedDetail(change);
  return typeof firstSeq === "number" && typeof previousHash === "string" ? { firstSeq, previousHash } : null;
}
