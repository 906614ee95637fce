import { jsonRows } from "../../src/import/json-rows.js";
import { linesOf } from "../../src/import/lines-of.js";
import type { SourceRow } from "../../src/import/source-row.js";

it("reads a JSON object from each line, and refuses what is none without repeating it", async () => {
  const text = '{"token":"abc","n":1}\n\nnot json canary\n[1]\n"text"\n{"token":null}\n';
  const rows: SourceRow[] = [];
  for await (const row of jsonRows(linesOf(chunk(text)))) rows.push(row);
  expect(rows).toEqual([
    { line: 1, values: { token: "abc", n: 1 } },
    ...[3, 4, 5].map((line) => ({ line, fault: "It is not a JSON object in one line." })),
    { line: 6, values: { token: null } },
  ]);
});

async function* chunk(text: string): AsyncGenerator<string> {
  yield text;
}
