// Documents rot unseen, since nothing runs them: their samples are type-checked, their commands run, their links followed,
// the codes of errors compared with those there are, and the reference with the docstrings. Those that are named, or all
// of it: `node .ci/check-docs.mjs links codes`.
import { existsSync, globSync, readFileSync } from "node:fs";
import { commands, strayRunners } from "./docs/commands.mjs";
import { REFERENCE } from "./docs/documents.mjs";
import { errorCodes } from "./docs/error-codes.mjs";
import { links } from "./docs/links.mjs";
import { referenceFiles } from "./docs/reference.mjs";
import { exampleTypes, sampleTypes } from "./docs/sample-types.mjs";
import { report } from "./report.mjs";

const CHECKS = {
  samples: sampleTypes,
  examples: exampleTypes,
  codes: errorCodes,
  links,
  reference,
  commands: async () => [...strayRunners(), ...(await commands())],
};
const chosen = process.argv.slice(2);

const results = [];
for (const name of chosen.length > 0 ? chosen : Object.keys(CHECKS)) results.push(...(await CHECKS[name]()));
report(results);

/** Whether each file of the reference is what the docstrings make of it. */
function reference() {
  const files = referenceFiles();
  const stray = globSync(`${REFERENCE}*.md`).filter((path) => !files.has(path));
  return [
    ...[...files].map(([path, text]) => ({
      name: path,
      faults:
        existsSync(path) && readFileSync(path, "utf8") === text
          ? []
          : ["is not current: npm run docs:reference"],
    })),
    ...stray.map((path) => ({ name: path, faults: ["is of no package"] })),
  ];
}
