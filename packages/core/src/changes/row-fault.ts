import type { Peppers } from "../digests/peppers.js";
import type { ChainFault, Checkpoint } from "./chain-verdict.js";
import type { ChangeRecord } from "./change-record.js";
import { chainHashHolds } from "./hash-chain.js";

/** What one row of a chain is judged by. */
export interface RowContext {
  readonly peppers: Peppers;
  /** The row before; undefined for the first. */
  readonly last: ChangeRecord | undefined;
  /** The rows that were read together with it. */
  readonly around: readonly ChangeRecord[];
  readonly checkpoint: Checkpoint | undefined;
  /** Whether all rows before it are from before there were peppers, so that it may be as well. */
  readonly beforePeppers: boolean;
}

/** What is wrong with a row: its place, its hash, its link to the row before, or what a checkpoint says of it. */
export function rowFault(row: ChangeRecord, context: RowContext): ChainFault | undefined {
  return (
    faultOfPlace(row, context) ??
    faultOfHash(row, context) ??
    faultOfLink(row, context) ??
    faultOfCheckpoint(row, context)
  );
}

export function chainFault(fault: ChainFault["fault"], seq: number, detail: string): ChainFault {
  return { ok: false, seq, fault, detail };
}

function faultOfPlace(row: ChangeRecord, { last, around }: RowContext): ChainFault | undefined {
  const expected = last === undefined ? row.seq : last.seq + 1;
  if (row.seq === expected) return undefined;
  if (row.seq > expected && !around.some(({ seq }) => seq === expected))
    return chainFault("missing", expected, `Change ${expected} is missing: ${row.seq} follows.`);
  const seq = Math.min(row.seq, expected);
  return chainFault("reordered", seq, `Change ${seq} is out of its order, or there twice.`);
}

function faultOfHash(row: ChangeRecord, context: RowContext): ChainFault | undefined {
  const holds = (change: ChangeRecord) => chainHashHolds(context.peppers, change, context.beforePeppers);
  if (holds(row)) return undefined;
  const home = context.around.find(({ seq }) => seq !== row.seq && holds({ ...row, seq }));
  if (home !== undefined)
    return chainFault("reordered", row.seq, `Change ${row.seq} was written as change ${home.seq}.`);
  const why = "its hash is not of its contents, or its pepper is not configured";
  return chainFault("edited", row.seq, `Change ${row.seq} was edited, or put in: ${why}.`);
}

/** Where two rows with hashes of their own do not fit together, it is the first that was replaced. */
function faultOfLink(row: ChangeRecord, { last }: RowContext): ChainFault | undefined {
  if (last === undefined && (row.seq !== 1 || row.previousHash === "")) return undefined;
  if (row.previousHash === last?.hash) return undefined;
  const seq = last?.seq ?? row.seq;
  return chainFault("edited", seq, `Change ${seq} is not what the change behind it is chained to.`);
}

function faultOfCheckpoint(row: ChangeRecord, { last, checkpoint }: RowContext): ChainFault | undefined {
  if (checkpoint === undefined) return undefined;
  const found = row.seq === checkpoint.seq ? row.hash : undefined;
  const before = last === undefined && row.seq === checkpoint.seq + 1 ? row.previousHash : undefined;
  const hash = found ?? before ?? checkpoint.hash;
  if (hash === checkpoint.hash) return undefined;
  const detail = `Change ${checkpoint.seq} is not that of the checkpoint: it or one before it was written anew.`;
  return chainFault("edited", checkpoint.seq, detail);
}
