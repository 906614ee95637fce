import { createReadStream, existsSync, statSync } from "node:fs";
import { extname, resolve } from "node:path";

import { CliError } from "../cli-error.js";
import type { Call } from "../command.js";
import type { Input } from "../world.js";
import { csvRows } from "./csv-rows.js";
import { jsonRows } from "./json-rows.js";
import { linesOf } from "./lines-of.js";
import type { Source } from "./source-row.js";
import { countRows, sqlRows } from "./sql-rows.js";

/** Where to import from, as it was said on the command line. */
export interface SourceOptions {
  readonly format?: string;
  readonly delimiter?: string;
  readonly table?: string;
  readonly query?: string;
  readonly by?: string;
  readonly source?: string;
}

const PAGE = 500;

/** Opens what the command line names: a file, stdin, or a table or query of a database. */
export async function openSource(call: Call<SourceOptions>): Promise<Source> {
  const [file] = call.parameters;
  const { table, query } = call.options;
  if ([file, table, query].filter((given) => given !== undefined).length !== 1)
    throw new CliError(
      "usage",
      "Say what to import: one file, one --table or one --query.",
      "See latchkey import --help.",
    );
  return file === undefined ? sqlSource(call) : fileSource(call, file);
}

async function sqlSource({ options, workspace }: Call<SourceOptions>): Promise<Source> {
  const { table, query, by = "id", source: variable } = options;
  const db = variable === undefined ? (await workspace.database()).db : workspace.openUrl(variable);
  const source = { table, query, by };
  const total = await countRows(db, source);
  const counted = counting(sqlRows(db, source, PAGE), () => 1);
  return { rows: counted.items, hasColumns: true, share: () => counted.sum() / Math.max(1, total) };
}

function fileSource({ options, world }: Call<SourceOptions>, file: string): Source {
  const path = resolve(world.folder, file);
  if (file !== "-" && !existsSync(path))
    throw new CliError("configuration", `There is no file ${file}.`, "Correct its name; `-` is stdin.");
  const hasColumns = formatOf(file, options) === "csv";
  const delimiter = delimiterOf(options);
  const size = file === "-" ? null : statSync(path).size;
  // Opened last: nobody would hear what befalls a stream that is not read.
  const chunks: Input = file === "-" ? world.input : createReadStream(path);
  const counted = counting(chunks, (chunk) => chunk.length);
  const lines = linesOf(counted.items);
  const rows = hasColumns ? csvRows(lines, delimiter) : jsonRows(lines);
  return { rows, hasColumns, share: () => (size === null ? null : counted.sum() / Math.max(1, size)) };
}

/** The same items, and how much of them has passed. */
function counting<Item>(source: AsyncIterable<Item>, weight: (item: Item) => number) {
  let sum = 0;
  async function* items(): AsyncGenerator<Item> {
    for await (const item of source) {
      sum += weight(item);
      yield item;
    }
  }
  return { items: items(), sum: () => sum };
}

const FORMATS: Readonly<Record<string, "csv" | "jsonl">> = {
  csv: "csv",
  ".csv": "csv",
  ".tsv": "csv",
  jsonl: "jsonl",
  ".jsonl": "jsonl",
  ".ndjson": "jsonl",
};

function formatOf(file: string, { format = extname(file).toLowerCase() }: SourceOptions): "csv" | "jsonl" {
  const known = Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined;
  if (known !== undefined) return known;
  throw new CliError(
    "usage",
    "It cannot be told whether that is CSV or JSON lines.",
    "Add --format csv or --format jsonl.",
  );
}

function delimiterOf({ delimiter = "," }: SourceOptions): string {
  const one = delimiter === "tab" ? "\t" : delimiter;
  if (one.length === 1 && !/["\r\n]/.test(one)) return one;
  throw new CliError("usage", "A delimiter is one character, or the word tab.", "Such as --delimiter ';'.");
}
