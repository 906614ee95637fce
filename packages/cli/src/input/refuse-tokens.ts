import { CliError } from "../cli-error.js";

/** Ours, of whichever prefix, whole or broken off in the secret; and whatever begins as a JWT does. */
const TOKEN =
  /(?:^|[^0-9A-Za-z])[a-z][a-z0-9]{1,15}_(?:live|test)_[0-9A-Za-z]{16}_[0-9A-Za-z]|(?:^|=)eyJ[\w-]{16,}\./;

/** Refuses a command line with a token in it, before anything else looks at it. */
export function refuseTokens(words: readonly string[]): void {
  if (!words.some((word) => TOKEN.test(word))) return;
  throw new CliError(
    "usage",
    "There is a token on the command line, where the shell's history and the list of processes show it.",
    "Treat it as leaked: rotate its key. Name keys by their id or number, and give tokens to `latchkey token inspect` on stdin.",
  );
}
