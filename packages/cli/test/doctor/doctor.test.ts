import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { createKeyring, type KeyringOptions } from "@latchkey/core";
import { knexStore, migrate } from "@latchkey/knex";

import type { Finding } from "../../src/doctor/finding.js";
import { runIn, type Around } from "../support/run-in.js";
import { PEPPER, testApp } from "../support/test-app.js";
import { describeOnEach } from "../support/test-databases.js";

interface Examined {
  readonly exit: number;
  readonly findings: readonly Finding[];
  readonly text: string;
}

async function doctor(around: Around): Promise<Examined> {
  const { exit, out, errors } = await runIn(["doctor", "--json"], around);
  return { exit, findings: (JSON.parse(out) as { findings: Finding[] }).findings, text: out + errors };
}

function statusOf({ findings }: Examined, check: string): readonly string[] {
  return findings.filter((finding) => finding.check === check).map(({ status }) => status);
}

describeOnEach("latchkey doctor", (database) => {
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "latchkey-cli-"));
    writeFileSync(join(folder, "latchkey.config.js"), "");
    await migrate(database.open());
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function examined(options: Partial<KeyringOptions> = {}, around: Around = {}): Promise<Examined> {
    const load = async () => {
      const db = database.open();
      const peppers = [{ version: 1, secret: PEPPER }];
      return { db, keyring: createKeyring({ store: knexStore(db), peppers, ...options }) };
    };
    return doctor({ folder, load, ...around });
  }

  it("finds nothing wrong with what is right", async () => {
    const result = await examined();
    expect(result.findings.filter(({ status }) => status === "fail")).toEqual([]);
    expect(result.exit).toBe(0);
    for (const check of ["configuration", "database", "schema", "text", "peppers", "digests"])
      expect(statusOf(result, check)).toEqual(["ok"]);
  });

  it("works without a configuration on DATABASE_URL, and says what it cannot see", async () => {
    const result = await doctor({ folder: tmpdir(), environment: { DATABASE_URL: database.url() } });
    expect(result.exit).toBe(0);
    expect(statusOf(result, "configuration")).toEqual(["warn"]);
    expect(statusOf(result, "peppers")).toEqual([]);
  });

  it("counts how keys are kept, and fails where a pepper is missing that rows need", async () => {
    const db = database.open();
    const keyring = createKeyring({ store: knexStore(db), peppers: [{ version: 1, secret: PEPPER }] });
    await keyring.create({ permissions: ["a:b"] }, { kind: "system", name: "test" });
    const right = await examined();
    expect(right.text).toContain("hmac-sha256 1");

    const wrong = await examined({ peppers: [{ version: 2, secret: PEPPER }] });
    expect(wrong.exit).toBe(1);
    expect(statusOf(wrong, "peppers")).toEqual(["fail"]);
    expect(wrong.text).toContain("1 active keys");
    expect(wrong.text).not.toContain(PEPPER);
  });

  it("warns of keys that are kept without a pepper", async () => {
    const db = database.open();
    await db("latchkey_keys").update({ digest: `sha256$${"A".repeat(43)}` });
    expect(statusOf(await examined({ acceptUnpeppered: true }), "digests")).toEqual(["ok", "warn"]);
    await db("latchkey_keys").delete();
  });

  it("fails while migrations are pending, and then looks at no rows", async () => {
    const db = database.open();
    const noted = () => db("latchkey_migrations").where("name", "0009_roles_of_an_org");
    const [row] = (await noted().select("*")) as [Record<string, unknown>];
    await noted().delete();
    const result = await examined();
    await db("latchkey_migrations").insert(row);
    expect(result.exit).toBe(1);
    expect(statusOf(result, "schema")).toEqual(["fail"]);
    expect(statusOf(result, "digests")).toEqual([]);
    expect(result.text).toContain("latchkey migrate up");
  });

  if (database.engine !== "sqlite") {
    it("tells a clock that is wrong", async () => {
      const by = (ms: number) => ({ clock: { now: () => Date.now() + ms } });
      expect(statusOf(await examined({}, by(0)), "clock")).toEqual(["ok"]);
      const ahead = await examined({}, by(10_000));
      expect(ahead.exit).toBe(0);
      expect(statusOf(ahead, "clock")).toEqual(["warn"]);
      expect(ahead.text).toContain("ahead of");
      const behind = await examined({}, by(-3_600_000));
      expect(behind.exit).toBe(1);
      expect(behind.text).toContain("behind");
    });
  }
});

describeOnEach(
  "latchkey doctor",
  (database) => {
    it("fails for a collation that takes `key ` for `key`, and for a mode that is not strict", async () => {
      const db = database.open();
      await migrate(db);
      await db.raw(
        "alter table latchkey_keys modify org_id varchar(128) character set utf8mb4 collate utf8mb4_bin",
      );
      const wrong = await doctor({ folder: tmpdir(), environment: { DATABASE_URL: database.url() } });
      expect(wrong.exit).toBe(1);
      expect(wrong.text).toContain("latchkey_keys.org_id (utf8mb4_bin)");

      const [[{ modes }]] = (await db.raw("select @@global.sql_mode as modes")) as [[{ modes: string }]];
      expect(statusOf(wrong, "session")).toEqual([/STRICT/.test(modes) ? "ok" : "warn"]);
    });
  },
  ["mysql"],
);

describeOnEach(
  "latchkey doctor",
  (database) => {
    it("fails for a column in the language of some country", async () => {
      const db = database.open();
      await migrate(db);
      await db.raw('alter table latchkey_keys alter column org_id type varchar(128) collate "default"');
      const wrong = await doctor({ folder: tmpdir(), environment: { DATABASE_URL: database.url() } });
      expect(statusOf(wrong, "text")).toEqual(["fail"]);
      expect(wrong.text).toContain("latchkey_keys.org_id");
    });
  },
  ["postgres"],
);

describe("latchkey doctor", () => {
  it("fails where the database does not answer, and says nothing of its rows", async () => {
    const environment = { DATABASE_URL: "postgres://nobody:hunter2hunter2@127.0.0.1:1/none" };
    const result = await doctor({ folder: tmpdir(), environment });
    expect(result.exit).toBe(1);
    expect(statusOf(result, "database")).toEqual(["fail"]);
    expect(result.text).not.toContain("hunter2");
  });

  it("fails where the configuration cannot be loaded", async () => {
    const app = await testApp();
    const load = () => Promise.reject(new Error("wrong"));
    const result = await doctor({ folder: app.folder, load });
    expect(result.exit).toBe(1);
    expect(statusOf(result, "configuration")).toEqual(["fail"]);
    await app.drop();
  });

  it("warns of secrets that others can read, and that git would see", async () => {
    const app = await testApp();
    const file = join(app.folder, ".env");
    const status = async () =>
      statusOf(await doctor({ folder: app.folder, load: async () => app.open() }), "secrets");
    expect(await status()).toEqual([]);
    writeFileSync(file, "LATCHKEY_PEPPER=x\n");
    chmodSync(file, 0o644);
    mkdirSync(join(app.folder, ".git"));
    expect(await status()).toEqual(["warn", "warn"]);
    chmodSync(file, 0o600);
    writeFileSync(join(app.folder, ".gitignore"), "node_modules\n.env\n");
    expect(await status()).toEqual(["ok"]);
    await app.drop();
  });

  it.each([
    [true, "warn"],
    [1, "ok"],
    [false, "hint"],
  ])("looks at `trust proxy` of an app that is exported: %s", async (setting, expected) => {
    const app = await testApp();
    const load = async () => ({ ...app.open(), app: { get: () => setting } });
    expect(statusOf(await doctor({ folder: app.folder, load }), "https")).toEqual(["hint", expected]);
    await app.drop();
  });
});
