import type { SystemActor } from "@latchkey/core";

import type { Workspace } from "./config/workspace.js";
import type { Answer } from "./output/answer.js";
import type { World } from "./world.js";

/** One command, as data: how it is called, what its help teaches, and what it does. */
export interface Command<Options extends object = object> {
  readonly name: string;
  /** One line in the list of commands. */
  readonly summary: string;
  /** What one should know before calling it. */
  readonly details?: string;
  readonly parameters?: readonly Parameter[];
  readonly options?: readonly Option[];
  /** Whole command lines, each with what it does. */
  readonly examples: readonly (readonly [line: string, does: string])[];
  run(call: Call<Options>): Promise<Answer>;
}

/** `<name>` must be given, `[name]` may be. */
export interface Parameter {
  readonly name: string;
  readonly text: string;
}

export interface Option {
  /** As commander has them: `-y, --yes`, `--org <id>`. */
  readonly flags: string;
  readonly text: string;
  /** Throws commander's `InvalidArgumentError`; `before` is what an earlier one of the same name came to. */
  readonly read?: (value: string, before: unknown) => unknown;
  readonly fallback?: string | number | boolean;
}

/** What a command is called with. */
export interface Call<Options extends object = object> {
  readonly world: World;
  readonly options: Options;
  readonly parameters: readonly string[];
  readonly workspace: Workspace;
  /** Who does it, in the record of changes. */
  readonly actor: SystemActor;
}

/** Commands under one word. */
export interface CommandGroup {
  readonly name: string;
  readonly summary: string;
  readonly commands: readonly Command[];
}
