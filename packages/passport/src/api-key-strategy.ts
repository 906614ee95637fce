import type { Keyring } from "@latchkey/core";

import { strategyOf, type Strategy, type StrategyKind, type StrategyOptions } from "./strategy.js";

const KIND: StrategyKind = {
  factory: "apiKeyStrategy",
  name: "latchkey-api-key",
  own: ["header", "raw"],
  options: ["sources", "realm"],
  needs: "`headers` or `raw`",
  isServedBy: ({ headers, raw }) => headers.length > 0 || raw,
};

/**
 * The Passport strategy `latchkey-api-key`: accepts a key in a header of its own or as the bare value of
 * `Authorization`, with the verdicts of `authenticate()`. A Bearer credential is none to it.
 *
 * The user is the principal, which `req.principal` holds as well, so that the guards of `@latchkey/express` work.
 * Passport's `session: false` is needed, as with every strategy that reads a credential from each request.
 *
 * @example
 * passport.use(apiKeyStrategy(keyring));
 * app.use("/api", passport.authenticate("latchkey-api-key", { session: false }));
 */
export function apiKeyStrategy(keyring: Keyring, options: StrategyOptions = {}): Strategy {
  return strategyOf(KIND, keyring, options);
}
