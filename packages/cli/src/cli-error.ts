import type { Exit } from "./exits.js";

/** What a command cannot do, in one sentence, and what to do about it. Neither holds a secret. */
export class CliError extends Error {
  readonly exit: Exit;
  readonly remedy: string;

  constructor(exit: Exit, message: string, remedy: string) {
    super(message);
    this.name = "CliError";
    this.exit = exit;
    this.remedy = remedy;
  }
}
