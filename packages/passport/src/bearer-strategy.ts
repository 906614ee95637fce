import type { Keyring } from "@latchkey/core";

import { strategyOf, type BearerStrategyOptions, type Strategy, type StrategyKind } from "./strategy.js";

const KIND: StrategyKind = {
  factory: "bearerStrategy",
  name: "latchkey-bearer",
  own: ["bearer"],
  options: ["sources", "realm", "identity"],
  needs: "`bearer`",
  isServedBy: ({ bearer }) => bearer,
};

/**
 * The Passport strategy `latchkey-bearer`: accepts a key as `Authorization: Bearer`, with the verdicts of
 * `authenticate()`. A key presented otherwise is none to it; use `apiKeyStrategy` beside it for those. With the option
 * `identity` it takes tokens of an identity server as well.
 *
 * The user is the principal, which `req.principal` holds as well, so that the guards of `@latchkey/express` work.
 *
 * @example
 * passport.use(apiKeyStrategy(keyring));
 * passport.use(bearerStrategy(keyring));
 * app.use("/api", passport.authenticate(["latchkey-api-key", "latchkey-bearer"], { session: false }));
 */
export function bearerStrategy(keyring: Keyring, options: BearerStrategyOptions = {}): Strategy {
  return strategyOf(KIND, keyring, options);
}
