import { adminRouter } from "@latchkey/admin";
import type { Actor, Keyring } from "@latchkey/core";
import { dashboard } from "@latchkey/dashboard";
import express from "express";

import { listen, type Listening } from "./listen.js";

export interface ServedPage {
  readonly keyring: Keyring;
  /** Everybody who comes is this one. */
  readonly actor: Actor;
  /** Where the page is mounted, with a slash at the end. */
  readonly path: string;
}

/** The page as another application would serve it: for actors that the example does not have, at any path. */
export function servePage({ keyring, actor, path }: ServedPage): Promise<Listening> {
  const app = express();
  app.use("/admin", adminRouter(keyring, { actor: () => actor }));
  app.use(path, dashboard({ api: "/admin" }));
  return listen(app);
}
