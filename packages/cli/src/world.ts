import type { Clock } from "@latchkey/core";

import type { Prompts } from "./terminal/prompts.js";
import type { StartProgress } from "./terminal/progress.js";

/** All that a run touches outside of itself, so that tests can be its world. */
export interface World {
  /** What follows `latchkey` on the command line. */
  readonly words: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where it was started. */
  readonly folder: string;
  /** Who started it, for the record of changes. */
  readonly user: string;
  readonly clock: Clock;
  readonly input: Input;
  readonly output: Output;
  readonly errors: Output;
  /** Null where nobody sits at a terminal to be asked. */
  readonly prompts: Prompts | null;
  /** Null where no bar can be drawn. */
  readonly progress: StartProgress | null;
  /** What a JavaScript file exports. */
  load(file: string): Promise<unknown>;
}

export type Input = AsyncIterable<string | Uint8Array> & { readonly isTTY?: boolean };

export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}
