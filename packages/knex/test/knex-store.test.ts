import type { KeyStore } from "@latchkey/core";
import { storeContract } from "@latchkey/core/testing";
import { knexStore, migrate } from "@latchkey/knex";
import type { Knex } from "knex";

import { emptyTables } from "./support/empty-tables.js";
import { describeOnEach } from "./support/test-databases.js";

describeOnEach("knexStore", (database) => {
  let db: Knex;
  let store: KeyStore;

  beforeAll(async () => {
    db = database.open();
    await migrate(db);
    store = knexStore(db);
  });
  beforeEach(() => emptyTables(db));

  it.each(storeContract)("$name", async ({ run }) => run(store));
});
