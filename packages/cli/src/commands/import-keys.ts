import type { Command } from "../command.js";
import { importRows } from "../import/import-rows.js";
import type { ImportTotals } from "../import/import-report.js";
import { readMapping, type MappingOptions } from "../import/mapping.js";
import { openSource, type SourceOptions } from "../import/open-source.js";
import { watchImport } from "../import/watch-import.js";
import { repeated, wholeNumber } from "../input/readers.js";
import type { Answer, Table } from "../output/answer.js";

interface Options extends SourceOptions, MappingOptions {
  readonly fromLine?: number;
  readonly dryRun?: boolean;
}

export const importKeys: Command<Options> = {
  name: "import",
  summary: "Bring the keys of another system along, so that nobody needs a new one",
  details:
    "Reads CSV with a line of column names, JSON lines, or a table or query of a database, and makes a key of each row.\nIt can be run again: what is in already is counted as a duplicate. A bad row is reported with its line, and the others\nare imported. Ends with 1 when rows were refused. Try --dry-run first.",
  parameters: [{ name: "[file]", text: "a .csv, .tsv, .jsonl or .ndjson file; - is stdin, with --format" }],
  options: [
    { flags: "--foreign <kind>", text: "the name of the `foreign` kind in latchkey.config.js" },
    {
      flags: "--map <field=column>",
      text: "a column's field; again for more: token or hash, public_part, name, org_id …",
      read: repeated,
    },
    {
      flags: "--set <field=value>",
      text: "a field that is the same in all rows; again for more",
      read: repeated,
    },
    { flags: "--mapping <file>", text: "the same as JSON: { foreign, map, set }" },
    { flags: "--dry-run", text: "decide about every row, and write nothing" },
    { flags: "--from-line <number>", text: "pass over the rows before this line", read: wholeNumber },
    { flags: "--format <csv|jsonl>", text: "where the file's name does not say it" },
    { flags: "--delimiter <character>", text: "of CSV (default: a comma); `tab` is one" },
    { flags: "--table <name>", text: "read this table" },
    { flags: "--query <sql>", text: "read what this SELECT gives" },
    { flags: "--by <column>", text: "the unique column in whose order they are read (default: id)" },
    {
      flags: "--source <variable>",
      text: "the variable with the URL of their database (default: the app's own database)",
    },
  ],
  examples: [
    [
      "latchkey import keys.csv --foreign old --map token=api_key --map name=label --set org_id=acme --dry-run",
      "says what would become of each row",
    ],
    [
      "latchkey import --table api_keys --foreign old --map hash=key_hash --map public_part=prefix --map owner_id=user_id",
      "reads the app's own table, with bcrypt or sha256 hashes",
    ],
    [
      "OLD_URL=mysql://… latchkey import --query 'select * from tokens where active = 1' --by token_id --source OLD_URL --mapping old.json",
      "reads another database",
    ],
  ],
  async run(call) {
    const { options, world, workspace, actor } = call;
    const { fromLine = 0, dryRun = false } = options;
    const mapping = readMapping(options, world.folder);
    const keyring = await workspace.keyring();
    const source = await openSource(call);
    const watch = watchImport(world, source);
    const { onBatch } = watch;
    const totals = await importRows(source, { keyring, actor, mapping, dryRun, fromLine, onBatch });
    watch.end(totals);
    return answer(totals, dryRun);
  },
};

const SHOWN = 20;

function answer(totals: ImportTotals, dryRun: boolean): Answer {
  const { rows, imported, weak, duplicates, refused, refusals } = totals;
  return {
    json: { dry_run: dryRun, rows, imported, weak, duplicates, refused, refusals },
    views: [
      {
        facts: [
          ["Rows", String(rows)],
          [dryRun ? "Would be imported" : "Imported", String(imported)],
          ["Of them weak", `${weak}${weak > 0 ? ", kept as bcrypt: rotate them when you can" : ""}`],
          ["Duplicates", String(duplicates)],
          ["Refused", String(refused)],
        ],
      },
      ...(refused > 0 ? [refusalsTable(totals)] : []),
    ],
    notes: [
      ...(refused > SHOWN ? [`${refused - SHOWN} more were refused; --json lists the first thousand.`] : []),
      ...(dryRun ? ["Nothing was written: this was a dry run."] : []),
    ],
    ...(refused > 0 && { exit: "failed" as const }),
  };
}

function refusalsTable({ refusals }: ImportTotals): Table {
  return {
    head: ["Line", "Why it was refused"],
    rows: refusals.slice(0, SHOWN).map(({ line, message }) => [String(line), message]),
    empty: "",
  };
}
