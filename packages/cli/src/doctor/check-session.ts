import type { Check, OpenPatient } from "./check.js";
import { select, type Engine, type Row } from "./engine.js";
import { found, ok, type Finding } from "./finding.js";

const NAME = "session";

/** What is asked of a connection, and what must not be so. */
interface Settings {
  readonly sql: string;
  readonly faults: readonly Fault[];
}

interface Fault {
  readonly status: "hint" | "warn" | "fail";
  readonly holds: (row: Row) => boolean;
  readonly detail: string;
  readonly remedy: string;
}

const SETTINGS: Readonly<Partial<Record<Engine, Settings>>> = {
  mysql: {
    sql: "select @@sql_mode as mode, @@character_set_client as charset, @@autocommit as auto",
    faults: [
      {
        status: "fail",
        holds: ({ charset }) => charset !== "utf8mb4",
        detail: "Connections do not use utf8mb4, and lose characters.",
        remedy: 'Give knex\'s connection `charset: "utf8mb4"`.',
      },
      {
        status: "fail",
        holds: ({ mode }) => String(mode).includes("NO_BACKSLASH_ESCAPES"),
        detail: "Connections have NO_BACKSLASH_ESCAPES, and mysql2 escapes with backslashes.",
        remedy: "Take NO_BACKSLASH_ESCAPES out of sql_mode.",
      },
      {
        status: "fail",
        holds: ({ auto }) => Number(auto) !== 1,
        detail: "Connections have autocommit off, and go on reading old rows.",
        remedy: "Leave autocommit on.",
      },
      {
        status: "warn",
        holds: ({ mode }) => !/STRICT_(?:ALL|TRANS)_TABLES/.test(String(mode)),
        detail:
          "sql_mode is not strict: values that do not fit into your own tables are cut. Latchkey's writes are strict all the same.",
        remedy: "Add STRICT_TRANS_TABLES to sql_mode.",
      },
    ],
  },
  sqlite: {
    sql: "select journal_mode as journal from pragma_journal_mode",
    faults: [
      {
        status: "hint",
        holds: ({ journal }) => journal !== "wal" && journal !== "memory",
        detail: "The file has no write-ahead log: readers and the writer wait for each other.",
        remedy: "Where several processes use it, this command included: `pragma journal_mode = wal`.",
      },
    ],
  },
};

/** Whether connections are set so that nothing is lost. */
export const checkSession: Check<OpenPatient> = {
  name: NAME,
  async look({ db, engine }) {
    const settings = SETTINGS[engine];
    if (settings === undefined) return [];
    const [row = {}] = await select(db, settings.sql);
    const findings: readonly Finding[] = settings.faults
      .filter(({ holds }) => holds(row))
      .map(({ status, detail, remedy }) => found(status, NAME, detail, remedy));
    return findings.length > 0 ? findings : [ok(NAME, "connections are set as they should be")];
  },
};
