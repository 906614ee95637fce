import type { CreatedKey } from "@latchkey/core";

import type { Answer } from "./answer.js";
import { jsonOf } from "./json-of.js";

/** The token alone on stdout, so that it can be piped to where it is kept; what else there is to know on stderr. */
export function tokenAnswer({ key, token }: CreatedKey, done: string): Answer {
  return {
    json: { key: jsonOf(key), token },
    views: [{ lines: [token] }],
    notes: [
      done,
      "The token is shown this once and kept nowhere: store it now, and never in a log or a repository.",
    ],
  };
}
