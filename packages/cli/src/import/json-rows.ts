import type { Line } from "./lines-of.js";
import type { SourceRow } from "./source-row.js";

/** The rows of a file with a JSON object in each line. */
export async function* jsonRows(lines: AsyncIterable<Line>): AsyncGenerator<SourceRow> {
  for await (const { number: line, text } of lines) {
    if (text?.trim() === "") continue;
    const values = text === null ? null : objectOf(text.replace(/^\ufeff/, ""));
    yield values === null ? { line, fault: "It is not a JSON object in one line." } : { line, values };
  }
}

/** The parser's own message would repeat what stands there. */
function objectOf(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === "object" && read !== null && !Array.isArray(read) ? { ...read } : null;
  } catch {
    return null;
  }
}
