// Begins to create a key and freezes itself with SIGSTOP, all statements done and nothing committed.
import { systemActor, type KeyStore } from "@latchkey/core";

import { openKeyring } from "../keyrings/open-keyring.ts";
import { say } from "./say.ts";
import { toldDatabase } from "./told-database.ts";

const { keyring, close } = await openKeyring(toldDatabase(), { around: freezing });
try {
  const { key } = await keyring.create(
    { orgId: "acme", projectId: "website", role: "reader" },
    systemActor("sleeper"),
  );
  say({ outcome: "created", id: key.id });
} catch (error) {
  say({ outcome: (error as { readonly code?: string }).code ?? String(error) });
}
await close();

function freezing(store: KeyStore): KeyStore {
  return {
    ...store,
    transact: (work) =>
      store.transact(async (tx) => {
        const result = await work(tx);
        say({ frozen: process.pid });
        process.kill(process.pid, "SIGSTOP");
        return result;
      }),
  };
}
