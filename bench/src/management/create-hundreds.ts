import { systemActor } from "@latchkey/core";

import type { BenchDatabase } from "../databases/bench-database.ts";
import { AT_ONCE, inputOf, openKeyring } from "./open-keyring.ts";
import type { Writer } from "./writer.ts";

/** `keyring.createMany` of a hundred keys, with their changes, one hundred after the other. */
export async function createHundreds(database: BenchDatabase): Promise<Writer> {
  const { keyring, close } = await openKeyring(database);
  const operator = systemActor("bench");
  let hundreds = 0;
  return {
    async write(keys) {
      for (const end = hundreds + keys / AT_ONCE; hundreds < end; hundreds++)
        await keyring.createMany(
          Array<ReturnType<typeof inputOf>>(AT_ONCE).fill(inputOf(hundreds)),
          operator,
        );
    },
    close,
  };
}
