// usage: npm run bench [-- <chapter> …] [--rounds N] [--quick] [--publish] [--list]
import { parseArgs } from "node:util";

import { chapters } from "./chapters/chapters.ts";
import { isMet } from "./figures/judge-figure.ts";
import { chapterSection } from "./report/chapter-section.ts";
import { controlHolds } from "./report/control.ts";
import { machine } from "./report/machine.ts";
import { publish } from "./report/publish.ts";
import { resultsFolder, saveChapter } from "./report/saved-chapter.ts";
import { writeFigures } from "./report/write-figures.ts";

type Name = keyof typeof chapters;

/** Of rounds, in what is published. */
const FEWEST = 5;

const names = Object.keys(chapters) as Name[];
const USAGE = `usage: npm run bench [-- <chapter> …] [--rounds N] [--quick] [--publish] [--list]

Without a chapter, all of them: ${names.join(", ")}.
--publish  puts what the last runs found into docs/performance.md; without a chapter it measures nothing
--quick    shows that everything works; its figures mean nothing, and are not published
--list     names the chapters`;

const { chosen, rounds, quick, publishes, lists } = readArguments();
if (lists) for (const name of names) console.log(`${name}: ${chapters[name].title}`);
else {
  if (chosen.length > 0) await measure();
  if (publishes) console.log(`\nin docs/performance.md: ${publish().join(", ")}`);
}

/** Runs the chapters one after the other, and tells what they found. */
async function measure(): Promise<void> {
  const folder = resultsFolder(quick);
  let missed = 0;
  let uncounted = 0;
  console.log(machine());
  for (const name of chosen) {
    const { title, run } = chapters[name];
    console.log(`\n${name}: ${title}`);
    const findings = await run({ rounds, quick, say: (line) => console.log(`  ${line}`) });
    console.log(["", ...chapterSection(findings)].join("\n"));
    missed += findings.figures.filter((figure) => isMet(figure) === false).length;
    if (!controlHolds(findings)) uncounted++;
    const on = new Date().toISOString().slice(0, 10);
    saveChapter(folder, { name, title, machine: machine(), on, findings });
  }
  if (!quick) console.log(`\n${missed} missed, ${uncounted} without a control that holds`);
  console.log(`\ntables and charts: ${writeFigures(folder, quick)}`);
}

function readArguments() {
  const { positionals, values } = parsed();
  const { quick = false, publish = false, list = false } = values;
  const rounds = Number(values.rounds ?? (quick ? 1 : FEWEST));
  const tooFew = publish && positionals.length > 0 && rounds < FEWEST;
  const unknown = positionals.filter((name) => !Object.hasOwn(chapters, name));
  if (unknown.length > 0 || !Number.isSafeInteger(rounds) || rounds < 1) refuse();
  if (tooFew || (quick && publish)) refuse();
  const all = positionals.length === 0 && !publish;
  const chosen = all ? names : names.filter((name) => positionals.includes(name));
  return { chosen, rounds, quick, publishes: publish, lists: list };
}

function parsed() {
  const flag = { type: "boolean" } as const;
  const options = { rounds: { type: "string" }, quick: flag, publish: flag, list: flag } as const;
  try {
    return parseArgs({ allowPositionals: true, options });
  } catch {
    return refuse();
  }
}

function refuse(): never {
  console.error(USAGE);
  process.exit(2);
}
