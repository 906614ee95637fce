import { CliError } from "../cli-error.js";
import { csvRecords } from "./csv-records.js";
import type { Line } from "./lines-of.js";
import type { SourceRow } from "./source-row.js";

/** The rows of a CSV file whose first record names the columns. */
export async function* csvRows(lines: AsyncIterable<Line>, delimiter: string): AsyncGenerator<SourceRow> {
  let columns: readonly string[] | undefined;
  for await (const record of csvRecords(lines, delimiter)) {
    if ("fault" in record) yield record;
    else if (columns === undefined) columns = checkedColumns(record.cells);
    else yield rowOf(record.line, record.cells, columns);
  }
  if (columns === undefined)
    throw new CliError(
      "failed",
      "There is nothing in it.",
      "Give it a CSV file with a first line of column names.",
    );
}

function checkedColumns(cells: readonly string[]): readonly string[] {
  const columns = cells.map((cell) => cell.replace(/^\ufeff/, "").trim());
  if (new Set(columns).size === columns.length) return columns;
  throw new CliError(
    "failed",
    "Two columns have one name.",
    "Name each column of the first line differently.",
  );
}

/** What stands in the cells is not repeated: there are tokens among them. */
function rowOf(line: number, cells: readonly string[], columns: readonly string[]): SourceRow {
  if (cells.length !== columns.length)
    return { line, fault: `It has ${cells.length} cells, and there are ${columns.length} columns.` };
  return { line, values: Object.fromEntries(columns.map((column, index) => [column, cells[index]])) };
}
