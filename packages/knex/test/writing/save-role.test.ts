import { knexStore, migrate } from "@latchkey/knex";

import { patiently } from "../support/patiently.js";
import { sampleRole } from "../support/sample-records.js";
import { describeOnEach } from "../support/test-databases.js";

describeOnEach("saveRole", (database) => {
  beforeAll(() => migrate(database.open()));

  it.each([null, "acme"])(
    "gives a name once when several processes ask for it at the same time, in the organization %j",
    async (orgId) => {
      const stores = Array.from({ length: 4 }, () => knexStore(database.open()));
      const saving = stores.map((store, index) =>
        patiently(() =>
          store.transact((tx) => tx.saveRole(sampleRole({ id: `${orgId} ${index}`, orgId, name: "ci" }))),
        ),
      );
      const outcomes = await Promise.allSettled(saving);
      expect(outcomes.map(({ status }) => status).sort()).toEqual([
        "fulfilled",
        "rejected",
        "rejected",
        "rejected",
      ]);
      expect(await stores[0]?.findRoles({ by: "org", org: orgId, limit: 9 })).toHaveLength(1);
    },
  );
});
