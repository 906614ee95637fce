import type { Check, OpenPatient } from "./check.js";
import { select, type Engine, type Row } from "./engine.js";
import { found, ok, type Finding } from "./finding.js";

const NAME = "text";
const TABLES = ["keys", "roles", "changes", "usage", "last_used", "head"];

/** How a database says which collation a column has, and which of them compare byte for byte without padding. */
interface Collations {
  readonly sql: string;
  readonly right: readonly string[];
}

const NAMED = `(${TABLES.map(() => "?").join(", ")})`;
const COLUMNS =
  "select table_name as tab, column_name as col, collation_name as coll from information_schema.columns";

const COLLATIONS: Readonly<Partial<Record<Engine, Collations>>> = {
  mysql: {
    sql: `${COLUMNS} where table_schema = database() and collation_name is not null and table_name in ${NAMED}`,
    right: ["utf8mb4_nopad_bin", "utf8mb4_0900_bin"],
  },
  postgres: {
    sql: `${COLUMNS} where table_schema = any (current_schemas(false)) and data_type in ('text', 'character varying') and table_name in ${NAMED}`,
    right: ["C", "POSIX"],
  },
};

/** Whether ids compare byte for byte: otherwise `KEY`, `key` and `key ` would be one. */
export const checkText: Check<OpenPatient> = {
  name: NAME,
  async look({ db, engine, tablePrefix }) {
    const collations = COLLATIONS[engine];
    if (collations === undefined) return [ok(NAME, "SQLite compares byte for byte")];
    const names = TABLES.map((table) => tablePrefix + table);
    const wrong = (await select(db, collations.sql, names)).filter(
      ({ coll }) => !collations.right.includes(String(coll)),
    );
    return [
      ...collationFindings(wrong, collations),
      ...(engine === "postgres" ? await encodingFindings(db) : []),
    ];
  },
};

function collationFindings(wrong: readonly Row[], { right }: Collations): readonly Finding[] {
  if (wrong.length === 0) return [ok(NAME, "ids compare byte for byte")];
  const columns = wrong.map(({ tab, col, coll }) => `${String(tab)}.${String(col)} (${String(coll)})`);
  return [
    found(
      "fail",
      NAME,
      `Columns do not compare byte for byte: ${columns.slice(0, 5).join(", ")}${columns.length > 5 ? " …" : ""}.`,
      `Give them the collation ${right[0]}: somebody has altered them since \`latchkey migrate up\` made them.`,
    ),
  ];
}

async function encodingFindings(db: OpenPatient["db"]): Promise<readonly Finding[]> {
  const [row] = await select(db, "select current_setting('server_encoding') as enc");
  if (row?.["enc"] === "UTF8") return [];
  return [
    found("fail", NAME, `The database is in ${String(row?.["enc"])}.`, "Create it with `encoding 'UTF8'`."),
  ];
}
