import type { Exit } from "../exits.js";

/** What went wrong, as it is told. */
export interface Fault {
  readonly exit: Exit;
  /** A LatchkeyError's own, otherwise what the process ends with. */
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}
