import type { Actor } from "../actors/actor.js";
import type { ChangeAction, ChangeRecord } from "./change-record.js";
import type { Lazy } from "../context/lazy.js";

/** A change as management methods return it; `detail` is read. */
export interface Change extends Omit<ChangeRecord, "detail"> {
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface ListChanges {
  /** Changes of this key only. */
  readonly keyId?: string | undefined;
  readonly actorId?: string | undefined;
  readonly action?: ChangeAction | undefined;
  /** UTC milliseconds: `from <= at < to`. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** 1 to 200, default 50. */
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

/** Newest first. A page examines at most 2,000 rows, so it may hold fewer than `limit`. */
export interface ChangePage {
  readonly data: readonly Change[];
  readonly nextCursor: string | null;
}

/** Where a chain stood; kept outside of the database it shows later that nothing was cut off behind it. */
export interface Checkpoint {
  readonly seq: number;
  readonly hash: string;
}

/** What an audit of the chain has found. */
export type ChainVerdict =
  | {
      readonly ok: true;
      /** How many changes were examined. */
      readonly examined: number;
      /** The end of the chain, to be kept. */
      readonly checkpoint: Checkpoint;
    }
  | {
      readonly ok: false;
      /** The first row that is not as it was written, or the place where one is missing. */
      readonly seq: number;
      /** `edited`: its contents are not those that were hashed. `missing`: a row was cut out. `reordered`: rows changed places. `cut`: rows are gone from the end. */
      readonly fault: "edited" | "missing" | "reordered" | "cut";
      /** A sentence for people. */
      readonly detail: string;
    };

export interface ChangesApi {
  /** One page of what the actor's grants with `api-changes:read` cover. Codes: `invalid_field`, `invalid_cursor`. */
  list(query: Lazy<ListChanges>, actor: Actor): Promise<ChangePage>;
  /**
   * Reads the whole chain and says whether it is as it was written. Needs `api-changes:read` in a grant for `"*"`.
   * With a `checkpoint` kept from before, it also finds that changes were cut off the end.
   */
  verify(
    actor: Actor,
    options?: Lazy<{ readonly checkpoint?: Checkpoint | undefined }>,
  ): Promise<ChainVerdict>;
}
