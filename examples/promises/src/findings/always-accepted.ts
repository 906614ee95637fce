import type { Answer } from "../load/answer-log.ts";
import { unless, type Finding } from "./finding.ts";

/** That keys which were valid all the time, with nothing in the way, were always accepted. */
export function alwaysAccepted(keyIds: readonly string[], answers: readonly Answer[]): Finding {
  const theirs = answers.filter(({ keyId }) => keyIds.includes(keyId));
  const refused = theirs.filter(({ status }) => status !== 200);
  const statuses = [...new Set(refused.map(({ status }) => status))].join(", ");
  return {
    figures: { valid_accepted: theirs.length - refused.length, valid_refused: refused.length },
    broken: [
      ...unless(theirs.length > 0, "no valid key was tried"),
      ...unless(refused.length === 0, `${refused.length} requests with valid keys were answered ${statuses}`),
    ],
  };
}
