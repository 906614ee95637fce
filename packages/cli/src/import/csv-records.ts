import { parse } from "csv-parse/sync";

import type { Line } from "./lines-of.js";

/** The cells of one record, or why it is none; `line` is its first. */
export type CsvRecord =
  | { readonly line: number; readonly cells: readonly string[] }
  | { readonly line: number; readonly fault: string };

/** Over how many lines a quoted cell may go. */
const MOST_LINES = 50;

/**
 * Records of RFC 4180, one at a time: a parser of the whole stream takes everything behind a stray quote for one cell.
 * Here such a line is refused alone, and the next one is a record again.
 */
export async function* csvRecords(lines: AsyncIterable<Line>, delimiter: string): AsyncGenerator<CsvRecord> {
  const ahead = lookAhead(lines);
  let width: number | undefined;
  try {
    for (let line = await ahead.next(); line !== undefined; line = await ahead.next()) {
      if (line.text === "") continue;
      const record = await recordFrom(line, ahead, { delimiter, width });
      if ("cells" in record) width ??= record.cells.length;
      yield record;
    }
  } finally {
    await ahead.end();
  }
}

interface LookAhead {
  next(): Promise<Line | undefined>;
  putBack(lines: readonly Line[]): void;
  /** Lets go of what the lines come from. */
  end(): Promise<unknown>;
}

function lookAhead(lines: AsyncIterable<Line>): LookAhead {
  const iterator = lines[Symbol.asyncIterator]();
  const back: Line[] = [];
  return {
    async next() {
      if (back.length > 0) return back.shift();
      const next = await iterator.next();
      return next.done === true ? undefined : next.value;
    },
    putBack: (put) => void back.unshift(...put),
    end: async () => iterator.return?.(),
  };
}

interface Shape {
  readonly delimiter: string;
  /** How many cells the first record has; undefined for the first. */
  readonly width: number | undefined;
}

async function recordFrom(first: Line, ahead: LookAhead, shape: Shape): Promise<CsvRecord> {
  const { number: line, text } = first;
  if (text === null) return { line, fault: "The line is too long." };
  const more: Line[] = [];
  for (let joined = text; ; joined = [text, ...more.map((next) => next.text)].join("\n")) {
    const cells = cellsOf(joined, shape.delimiter);
    const fits = more.length === 0 || shape.width === undefined || cells?.length === shape.width;
    if (Array.isArray(cells) && fits) return { line, cells };
    const next = cells === "open" && more.length < MOST_LINES ? await ahead.next() : undefined;
    if (next !== undefined) more.push(next);
    if (next?.text == null) {
      ahead.putBack(more);
      return { line, fault: "A quote is not closed, or not where it may stand." };
    }
  }
}

/** `open` while a quote is not closed. */
function cellsOf(text: string, delimiter: string): readonly string[] | "open" | null {
  if (!text.includes('"')) return text.split(delimiter);
  try {
    const records = parse(text, { delimiter, relax_column_count: true }) as readonly (readonly string[])[];
    return records.length === 1 ? (records[0] ?? null) : null;
  } catch (error) {
    return (error as { code?: unknown }).code === "CSV_QUOTE_NOT_CLOSED" ? "open" : null;
  }
}
