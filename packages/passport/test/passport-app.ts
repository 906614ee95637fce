import type { Express, RequestHandler } from "express";
import passport from "passport";

import { whoAmI } from "../../express/test/who-am-i.js";
import type { Strategy } from "../src/index.js";

/** An application whose `/whoami` is behind these strategies, asked in this order. */
export function behind(...strategies: Strategy[]): Express {
  const authenticator = new passport.Passport();
  for (const strategy of strategies) authenticator.use(strategy);
  const names = strategies.map(({ name }) => name);
  return whoAmI(authenticator.authenticate(names, { session: false }) as RequestHandler);
}
