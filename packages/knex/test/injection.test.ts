import type { KeyStore } from "@latchkey/core";
import { knexStore, migrate } from "@latchkey/knex";
import type { Knex } from "knex";

import { emptyTables } from "./support/empty-tables.js";
import { recordStatements } from "./support/record-statements.js";
import { sampleChange, sampleKey, sampleRole } from "./support/sample-records.js";
import { describeOnEach } from "./support/test-databases.js";

/** What has broken out of statements elsewhere, on one database or another. */
const CORPUS = [
  "'",
  "''",
  '"',
  "`",
  "\\",
  "\\'",
  "' or '1'='1",
  "' or 1=1 -- ",
  "' or 1=1 #",
  "') or ('1'='1",
  "'; drop table latchkey_keys; -- ",
  "'/**/union/**/select/**/null -- ",
  "1; select pg_sleep(9)",
  "$1",
  "$$",
  "?",
  "??",
  "\\?",
  ":id",
  "%",
  "_%",
  "*",
  "¿'ʼ＇",
  "0x27",
  "\u001a'",
];

describeOnEach("a store given hostile text", (database) => {
  let db: Knex;
  let store: KeyStore;

  beforeAll(async () => {
    db = database.open();
    await migrate(db);
    store = knexStore(db);
  });
  beforeEach(() => emptyTables(db));

  it("runs the same statements as for any other text", async () => {
    // A connection's first statement looks at its session.
    await shapeOf("first");
    await emptyTables(db);
    const shape = await shapeOf("harmless");
    expect(shape.length).toBeGreaterThan(8);
    for (const text of CORPUS) {
      await emptyTables(db);
      expect(await shapeOf(text)).toEqual(shape);
    }
  });

  it("finds by it exactly what it was given under it, and keeps everything else", async () => {
    const bystander = sampleKey(1_000, { name: "bystander", nameLower: "bystander" });
    const keys = CORPUS.map((text, index) => keyNamed(text, index + 1));
    await store.transact(async (tx) => {
      await tx.insertKeys([bystander, ...keys]);
    });
    for (const key of keys) {
      const page = { live: true, limit: 100 } as const;
      expect(await store.findKey({ id: key.id })).toEqual(key);
      expect(await store.scanKeys({ ...page, order: "name", within: { by: "org", org: key.orgId } })).toEqual(
        [key],
      );
      expect(
        await store.scanKeys({ ...page, order: "name", within: { by: "owner", owner: key.ownerId ?? "" } }),
      ).toEqual([key]);
    }
    expect(await store.findKey({ number: 1_000 })).toEqual(bystander);
  });

  it("finds nothing by what is not text, and runs no statement for it", async () => {
    await store.transact((tx) => tx.insertKeys([sampleKey(1, { id: "1", orgId: "1", ownerId: "1" })]));
    const page = { order: "name", live: true, limit: 9 } as const;
    for (const value of [1, true, { id: 1 }, ["1"], { toString: () => "1" }, null, undefined] as never[]) {
      const statements = await recordStatements(db, async () => {
        expect(await store.findKey({ id: value })).toBeNull();
        expect(await store.scanKeys({ ...page, within: { by: "owner", owner: value } })).toEqual([]);
      });
      expect(statements).toEqual([]);
    }
    for (const value of [1, true, { id: 1 }, ["1"], undefined] as never[]) {
      const statements = await recordStatements(db, async () => {
        expect(await store.findRoles({ by: "id", id: value })).toEqual([]);
        expect(await store.findRoles({ by: "name", org: null, name: value })).toEqual([]);
        const within = { by: "target", target: value } as const;
        expect(await store.scanChanges({ order: "seq", within, limit: 9 })).toEqual([]);
        expect(await store.readUsage({ keys: [value] })).toEqual({ hours: [], lastUsed: [] });
      });
      expect(statements).toEqual([]);
      await store.transact(async (tx) => {
        expect(await tx.countKeys({ by: "role", role: value })).toBe(0);
        await tx.erase({ keys: [value] });
        await tx.erase({ role: value });
      });
      for (const rows of [
        { changesBefore: value },
        { usageBefore: value, most: 9 },
        { usageBefore: 9, most: value },
        {},
      ]) {
        if (Object.values(rows).includes(1)) continue;
        await expect(store.transact((tx) => tx.erase(rows as never))).rejects.toThrow("whole number");
      }
    }
    expect(await store.findKey({ id: "1" })).not.toBeNull();
    for (const value of ["1", true, { number: 1 }, [1]] as never[]) {
      expect(await store.findKey({ number: value })).toBeNull();
      const scan = store.scanKeys({
        order: "number",
        within: { by: "all" },
        live: true,
        limit: 9,
        after: value,
      });
      await expect(scan).rejects.toThrow("whole number");
    }
  });

  /** The statements of everything that takes text, without their values. */
  async function shapeOf(text: string): Promise<string[]> {
    const key = keyNamed(text, 1);
    const page = { live: true, limit: 10, order: "name" } as const;
    const statements = await recordStatements(db, async () => {
      await store.transact(async (tx) => {
        await tx.insertKeys([key]);
        await tx.updateKey({ ...key, name: `${text}${text}` });
        await tx.appendChanges(
          [sampleChange(1, { actorName: text, actorId: text, requestId: text, detail: text })],
          {
            lastSeq: 1,
            lastHash: text,
            lastNumber: 1,
          },
        );
        await tx.findKey({ id: text });
        await tx.saveRole(sampleRole({ id: key.id, orgId: text, name: text, description: text }));
        await tx.saveRole(sampleRole({ id: key.id, orgId: text, name: `${text}${text}`, version: 2 }));
        await tx.findRoles({ by: "name", org: text, name: text });
        await tx.countKeys({ by: "project", org: text, project: text });
        await tx.countKeys({ by: "org", org: text });
        await tx.countKeys({ by: "owner", owner: text });
        await tx.countKeys({ by: "role", role: text });
        await tx.erase({ keys: [text] });
        await tx.erase({ role: text });
      });
      await store.findKey({ id: text });
      await store.scanKeys({ ...page, within: { by: "org", org: text }, namePrefix: text });
      await store.scanKeys({
        ...page,
        within: { by: "owner", owner: text },
        after: { nameLower: text, number: 1 },
      });
      await store.scanKeys({ ...page, order: "number", within: { by: "project", org: text, project: text } });
      await store.scanKeys({ ...page, order: "number", within: { by: "id", prefix: text } });
      await store.findRoles({ by: "id", id: text });
      await store.findRoles({ by: "org", org: text, limit: 10, after: text });
      await store.findRoles({ by: "all", limit: 10, after: text });
      for (const within of [
        { by: "target", target: text },
        { by: "actor", actor: text },
        { by: "org", org: text },
      ] as const)
        await store.scanChanges({ order: "seq-desc", within, limit: 10, after: 1 });
      const use = { keyId: key.id, at: 1, address: text, userAgent: text, oldSecretAt: null };
      await store.addUsage({
        hours: [{ keyId: key.id, hour: 0, accepted: 1, refused: 0 }],
        lastUsed: [use],
      });
      await store.readUsage({ keys: [text], hours: { from: 0, to: 1 } });
      const beginnings = [text, `${text}${text}`];
      await store.survey(
        {
          digest: beginnings,
          previousDigest: beginnings,
          lookup: beginnings,
          sealedToken: beginnings,
          changeHash: beginnings,
        },
        0,
      );
    });
    // What is left of a wait differs by the milliseconds that went by.
    return statements.map(({ sql }) => sql.replace(/timeout = \d+/, "timeout = …"));
  }
});

function keyNamed(text: string, number: number) {
  const id = text.slice(0, 10).padEnd(16, String(number % 10));
  return sampleKey(number, {
    id,
    name: text,
    nameLower: text,
    orgId: text,
    ownerId: text,
    projectId: text,
    tags: [text],
  });
}
