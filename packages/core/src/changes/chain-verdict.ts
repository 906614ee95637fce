/** Where a chain stood; kept outside of the database it shows later that nothing was cut off behind it. */
export interface Checkpoint {
  readonly seq: number;
  readonly hash: string;
}

/** What is wrong with a chain. */
export interface ChainFault {
  readonly ok: false;
  /** The first row that is not as it was written, or the place where one is missing. */
  readonly seq: number;
  /**
   * `edited`: its contents are not those that were hashed, or it was put in. `missing`: a row was cut out.
   * `reordered`: rows changed places, or one is there twice. `cut`: rows are gone from the end.
   */
  readonly fault: "edited" | "missing" | "reordered" | "cut";
  /** A sentence for people. */
  readonly detail: string;
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
  | ChainFault;
