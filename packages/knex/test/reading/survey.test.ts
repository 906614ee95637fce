import { setTimeout as sleep } from "node:timers/promises";

import { knexStore, migrate } from "@latchkey/knex";

import { holding } from "../support/holding.js";
import { describeOnEach } from "../support/test-databases.js";

const EXPECTED = {
  digest: ["hmac-sha256$v1$"],
  previousDigest: [],
  lookup: [],
  sealedToken: ["v1$"],
  changeHash: ["v1$"],
};

describeOnEach(
  "a survey",
  (database) => {
    it("may take longer than a statement that a request waits for, because it reads whole tables", async () => {
      const db = database.open();
      await migrate(db);
      const store = knexStore(db);
      const held = await holding(database.open(), "lock table latchkey_changes in access exclusive mode");
      const surveying = store.survey(EXPECTED, 0);
      const scanning = store.scanChanges({ order: "seq", within: { by: "all" }, limit: 1 });
      await expect(scanning).rejects.toMatchObject({ code: "store_unavailable" });
      await sleep(500);
      await held.letGo();
      expect(await surveying).toMatchObject({ expected: EXPECTED, unexpected: { changeHash: 0 } });
    });
  },
  ["postgres"],
);
