// People look an error up by its code. One that was added without its heading, one that was taken away and is still
// explained, and a status that has changed, all look right until somebody needs them.
import { readFileSync } from "node:fs";

const DOCUMENT = "docs/errors.md";

/** One check for each code there is, and for each that is explained. */
export function errorCodes() {
  const codes = codesThereAre();
  const statuses = statusesOfCodes();
  const text = readFileSync(DOCUMENT, "utf8");
  const headings = [...text.matchAll(/^### `(\w+)`$/gm)].map(([, code]) => code);
  const rows = new Map(
    [...text.matchAll(/^\| \[`(\w+)`\]\(#\1\) *\| ([\d, ]+?) *\|/gm)].map(([, ...row]) => row),
  );
  return [...new Set([...codes, ...headings, ...rows.keys()])].map((code) => ({
    name: `${DOCUMENT}: ${code}`,
    faults: [
      ...(codes.includes(code) ? [] : ["is explained, and there is no such code"]),
      ...(headings.filter((heading) => heading === code).length === 1 ? [] : ["needs one heading"]),
      ...(rows.get(code) === statuses.get(code)
        ? []
        : [`needs a row in the table with ${statuses.get(code)}`]),
    ],
  }));
}

function codesThereAre() {
  const source = readFileSync("packages/core/src/latchkey-error.ts", "utf8");
  const [, union = ""] = /^export type ErrorCode =(.*?);$/ms.exec(source) ?? [];
  const codes = [...union.matchAll(/"(\w+)"/g)].map(([, code]) => code);
  if (codes.length === 0) throw new Error("the union ErrorCode was not found");
  return codes;
}

/** Of each code `401`, or `401, 409` where it depends on whom it speaks of. */
function statusesOfCodes() {
  const source = readFileSync("packages/express/src/problem.ts", "utf8");
  const found = [...source.matchAll(/^ {2}(\w+): \{ title: "[^"]+", status: (\d+) \},$/gm)];
  const byCode = Map.groupBy(found, ([, code]) => code);
  return new Map(
    [...byCode].map(([code, all]) => [
      code,
      all
        .map(([, , status]) => status)
        .sort()
        .join(", "),
    ]),
  );
}
