import { createKeyring, systemActor } from "@latchkey/core";
import { knexStore, migrate } from "@latchkey/knex";
import type { Knex } from "knex";

import { dropTables } from "../support/drop-tables.js";
import { PEPPER, toFirstRelease, TOKEN } from "../support/first-release.js";
import { describeOnEach } from "../support/test-databases.js";

const AUDITOR = systemActor("test");
const OLDEST = { order: "seq", within: { by: "all" }, limit: 10 } as const;

describeOnEach("a database of the first release", (database) => {
  let db: Knex;

  beforeEach(async () => {
    db = database.open();
    await migrate(db);
    await toFirstRelease(db, database.engine);
  });
  afterEach(() => dropTables(db));

  it("is brought up to date with its rows: its keys work, and its chain holds and goes on", async () => {
    await migrate(db);
    const keyring = createKeyring({
      store: knexStore(db),
      prefix: "acme",
      peppers: [{ version: 1, secret: PEPPER }],
    });
    expect(await keyring.verify(TOKEN)).toMatchObject({ ok: true, principal: { projectId: "web" } });
    expect(await keyring.changes.verify(AUDITOR)).toMatchObject({ ok: true, examined: 4 });

    await keyring.revoke({ number: 1 }, AUDITOR);
    expect(await keyring.changes.verify(AUDITOR)).toMatchObject({ ok: true, examined: 5 });
    const changes = await knexStore(db).scanChanges(OLDEST);
    expect(changes.map(({ projectId }) => projectId)).toEqual([null, null, null, null, "web"]);
    await keyring.close();
  });

  it("is finished where the change was made and not noted", async () => {
    await migrate(db);
    await db("latchkey_migrations").where("name", ">", "0008").del();
    await migrate(db);
    expect(await db("latchkey_migrations").where("name", ">", "0008").orderBy("name").pluck("name")).toEqual([
      "0008_changes_project",
      "0009_roles_of_an_org",
    ]);
    expect(await knexStore(db).scanChanges(OLDEST)).toHaveLength(4);
  });

  it("is written to by the first release while the next one is there already", async () => {
    await migrate(db);
    const { seq: _, project_id: __, ...row } = (await db("latchkey_changes").where("seq", 4).first()) as Row;
    await db("latchkey_changes").insert({ ...row, seq: 5 });
    expect((await knexStore(db).scanChanges(OLDEST)).at(-1)).toMatchObject({ seq: 5, projectId: null });
  });

  it("has roles that are found by their organization as soon as it is up to date", async () => {
    await migrate(db);
    const query = { by: "org", org: "acme", limit: 1 } as const;
    expect(await knexStore(db).findRoles(query)).toEqual([]);
  });
});

type Row = Readonly<Record<string, unknown>>;
