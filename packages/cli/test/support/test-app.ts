import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { createKeyring, type Keyring, type KeyringOptions } from "@latchkey/core";
import { knexStore, migrate } from "@latchkey/knex";
import knexPkg, { type Knex } from "knex";

import { runIn, type Around, type Ran } from "./run-in.js";

export const PEPPER = "a pepper of thirty-two bytes or more";

/** An application with a latchkey.config.js, over a SQLite file of its own. */
export interface TestApp {
  readonly folder: string;
  readonly file: string;
  /** Runs a command line in the app's folder. */
  run(line: string, around?: Around): Promise<Ran>;
  /** The same in words, where one of them has spaces. */
  runWords(words: readonly string[], around?: Around): Promise<Ran>;
  /** A keyring and a knex as the app would have them; destroyed by `drop`. */
  open(options?: Partial<KeyringOptions>): { readonly db: Knex; readonly keyring: Keyring };
  drop(): Promise<void>;
}

export async function testApp(options: Partial<KeyringOptions> = {}): Promise<TestApp> {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-cli-"));
  const file = join(folder, "app.sqlite");
  const opened: Knex[] = [];
  writeFileSync(join(folder, "latchkey.config.js"), "// what it exports is given by the test\n");

  function open(more: Partial<KeyringOptions> = {}) {
    const db = knexPkg.knex({
      client: "better-sqlite3",
      connection: { filename: file },
      useNullAsDefault: true,
      pool: { min: 1, max: 1 },
    });
    opened.push(db);
    const keyring = createKeyring({
      store: knexStore(db),
      prefix: "acme",
      peppers: [{ version: 1, secret: PEPPER }],
      roles: { reader: ["bundles:read"], admin: ["*:*"] },
      ...options,
      ...more,
    });
    return { db, keyring };
  }

  function runWords(words: readonly string[], around: Around = {}): Promise<Ran> {
    return runIn(words, { folder, load: async () => open(), ...around });
  }

  const { db } = open();
  await migrate(db);
  return {
    folder,
    file,
    open,
    runWords,
    run: (line, around) => runWords(line.split(" "), around),
    async drop() {
      await Promise.all(opened.map((db) => db.destroy()));
      rmSync(folder, { recursive: true });
    },
  };
}
