import type { Exit } from "../exits.js";

/** What a command has to say; written in one place, as text or as JSON. */
export interface Answer {
  /** What `--json` prints. */
  readonly json: unknown;
  /** What people read. */
  readonly views: readonly View[];
  /** What goes to stderr beside either: warnings, and how to go on. */
  readonly notes?: readonly string[];
  /** Default `ok`. */
  readonly exit?: Exit;
}

export type View = Table | Facts | Lines;

export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What is said when there are no rows. */
  readonly empty: string;
}

/** Names and what they are. */
export interface Facts {
  readonly facts: readonly (readonly [name: string, value: string])[];
}

export interface Lines {
  readonly lines: readonly string[];
}
