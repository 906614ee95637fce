// usage: npm run bench [-- <chapter> …] [--rounds N] [--quick] [--publish]
import { parseArgs } from "node:util";

import { chapters } from "./chapters/chapters.ts";
import { isMet } from "./figures/judge-figure.ts";
import { controlHolds } from "./report/control.ts";
import { machine } from "./report/machine.ts";
import { printFigures } from "./report/print-figures.ts";
import { saveChapter } from "./report/save-chapter.ts";
import { publish } from "./report/publish.ts";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: "string" }, quick: { type: "boolean" }, publish: { type: "boolean" } },
});
const quick = values.quick ?? false;
const rounds = Number(values.rounds ?? (quick ? 1 : 5));
const names = Object.keys(chapters) as (keyof typeof chapters)[];
const chosen = positionals.length === 0 ? names : names.filter((name) => positionals.includes(name));
const unknown = positionals.filter((name) => !Object.hasOwn(chapters, name));
if (unknown.length > 0 || !Number.isSafeInteger(rounds) || rounds < 1) {
  console.error(`usage: npm run bench [-- ${names.join("|")} …] [--rounds N] [--quick] [--publish]`);
  process.exit(2);
}

let missed = 0;
let uncounted = 0;
console.log(machine());
for (const name of chosen) {
  const { title, run } = chapters[name];
  console.log(`\n${name}: ${title}`);
  const findings = await run({ rounds, quick, say: (line) => console.log(`  ${line}`) });
  for (const line of printFigures(findings)) console.log(line);
  missed += findings.figures.filter((figure) => isMet(figure) === false).length;
  if (!controlHolds(findings)) {
    uncounted++;
    console.log("The control left 0.95–1.05: this run does not count.");
  }
  saveChapter({ name, title, findings, rounds, quick });
}
if (values.publish) publish();
if (!quick) console.log(`\n${missed} missed, ${uncounted} without a control that holds`);
