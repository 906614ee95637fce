import { setTimeout as sleep } from "node:timers/promises";

import type { LatchkeyError } from "@latchkey/core";

import type { Session } from "../connection/session.js";
import { unavailable } from "../connection/store-fault.js";
import type { StoreContext } from "../store-context.js";

/** How long a read goes on trying where another process has locked all of SQLite's file. */
const PATIENCE_MS = 500;
const PAUSE_MS = 25;

/** Runs a read on a connection of the pool. A lock that keeps it out is an outage to it: there is nothing to undo. */
export async function reading<T>(context: StoreContext, read: (session: Session) => Promise<T>): Promise<T> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await context.withSession(read);
    } catch (error) {
      if ((error as LatchkeyError).code !== "store_busy") throw error;
      if (performance.now() > end) throw unavailable("The key store is locked by others; try again shortly.");
      await sleep(PAUSE_MS);
    }
  }
}
