import type { Call } from "../command.js";
import { CliError } from "../cli-error.js";

/** What commands have that cannot be taken back. */
export interface Confirmable {
  readonly yes?: boolean;
}

export const YES = { flags: "-y, --yes", text: "do not ask" } as const;

/** Returns when somebody, or `--yes`, has said yes. */
export async function confirmed({ world, options }: Call<Confirmable>, question: string): Promise<void> {
  if (options.yes === true) return;
  if (world.prompts === null)
    throw new CliError(
      "usage",
      "This asks before it does anything, and there is no terminal to ask at.",
      "Add --yes when you are sure.",
    );
  if (await world.prompts.confirm(question)) return;
  throw new CliError("cancelled", "Nothing was done.", "Run it again when you want to.");
}
