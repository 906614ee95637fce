/** A Markdown table, padded as the formatter of this repository pads it; columns of numbers stand to the right. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const cells = [head, ...rows].map((row) => head.map((_, column) => escaped(row[column] ?? "")));
  const columns = head.map((_, column) => ({
    width: Math.max(3, ...cells.map((row) => row[column]?.length ?? 0)),
    isNumber: rows.length > 0 && rows.every((row) => NUMBER.test(row[column] ?? "")),
  }));
  const line = (row: readonly string[]) =>
    `| ${columns.map(({ width, isNumber }, at) => padded(row[at] ?? "", width, isNumber)).join(" | ")} |`;
  const rule = `| ${columns.map(({ width, isNumber }) => (isNumber ? `${"-".repeat(width - 1)}:` : "-".repeat(width))).join(" | ")} |`;
  const [title = [], ...body] = cells;
  return [line(title), rule, ...body.map(line)];
}

/** A number with its sign and unit, two of them, or nothing. */
const NUMBER = /^(?:[≥≤] )?(?:-?[\d,.]+(?: – -?[\d,.]+)?(?: ?[×%µa-zA-Z/]+)?)?$/u;

function padded(text: string, width: number, right: boolean): string {
  return right ? text.padStart(width) : text.padEnd(width);
}

function escaped(text: string): string {
  return text.replaceAll("|", "\\|");
}
