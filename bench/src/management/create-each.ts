import { systemActor } from "@latchkey/core";

import type { BenchDatabase } from "../databases/bench-database.ts";
import { AT_ONCE, inputOf, openKeyring } from "./open-keyring.ts";
import type { Writer } from "./writer.ts";

/** `keyring.create`, with its change, one after the other. */
export async function createEach(database: BenchDatabase): Promise<Writer> {
  const { keyring, close } = await openKeyring(database);
  const operator = systemActor("bench");
  let made = 0;
  return {
    async write(keys) {
      for (const end = made + keys; made < end; made++)
        await keyring.create(inputOf(Math.floor(made / AT_ONCE)), operator);
    },
    close,
  };
}
