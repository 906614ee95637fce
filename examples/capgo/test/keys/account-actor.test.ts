import { systemActor } from "@latchkey/core";
import { createSqlite } from "@latchkey/example-host/testing";

import { inKeyring, LATCHKEY_PEPPER } from "../support/in-keyring.js";
import { newKey } from "../support/new-key.js";
import { startCapgo } from "../support/start-capgo.js";

describe("accountActor", () => {
  it("is recorded as the account, with the number of the key that was used", async () => {
    const { url, first } = await startCapgo(createSqlite, { LATCHKEY_PEPPER });
    await newKey(first);

    const { data } = await inKeyring(url, ({ changes }) => changes.list({ limit: 1 }, systemActor("test")));

    const actor = { actorKind: "user", actorId: "user_123", actorName: "with key 1" };
    expect(data).toMatchObject([{ action: "key.created", ...actor }]);
  });
});
