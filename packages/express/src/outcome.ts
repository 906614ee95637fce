import type { LimitState, Principal } from "@latchkey/core";

import type { Refusal } from "./send-problem.js";

/** What a token comes to, and where the key's own rate limit stands after it, if it has one. */
export type Outcome = ({ readonly principal: Principal } | { readonly refusal: Refusal }) & {
  readonly limit: LimitState | undefined;
};
