// Samples in documents rot, since nothing runs them: every ```ts block is type-checked here, each as a module of its
// own that also sees what .ci/docs-preamble.d.ts declares.
import { spawnSync } from "node:child_process";
import { copyFileSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { report } from "./report.mjs";

const FOLDER = "node_modules/.docs";

rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
const samples = globSync(["README.md", "docs/**/*.md", "{packages,examples}/*/README.md"])
  .sort()
  .flatMap(samplesOf);
for (const { file, source } of samples) writeFileSync(join(FOLDER, file), source);
const errors = typeErrors();
report(samples.map(({ name, file }) => ({ name, faults: errors.filter((error) => error.includes(file)) })));
rmSync(FOLDER, { recursive: true, force: true });

/** The blocks of one document, each at its own lines, so that an error names the line of the document. */
function samplesOf(document) {
  const blocks = readFileSync(document, "utf8").matchAll(/^```ts\n(.*?)^```$/gms);
  return [...blocks].map(({ 1: code, index, input }) => {
    const line = input.slice(0, index).split("\n").length + 1;
    const name = `${document}:${line}`;
    return {
      name,
      file: `${name.replaceAll(/[/:]/g, "-")}.ts`,
      source: `${"\n".repeat(line - 1)}${code}export {};\n`,
    };
  });
}

function typeErrors() {
  copyFileSync(".ci/docs-preamble.d.ts", join(FOLDER, "preamble.d.ts"));
  const compilerOptions = { noEmit: true, customConditions: ["@latchkey/source"], types: ["node", "jest"] };
  const config = { extends: "../../tsconfig.base.json", compilerOptions, include: ["*.ts"] };
  writeFileSync(join(FOLDER, "tsconfig.json"), JSON.stringify(config));
  writeFileSync(join(FOLDER, "package.json"), '{ "type": "module" }');
  const { stdout, status } = spawnSync("node_modules/.bin/tsc", ["-p", FOLDER, "--pretty", "false"], {
    encoding: "utf8",
  });
  const found = stdout.split("\n").filter((line) => line !== "");
  const known = found.some((line) => samples.some(({ file }) => line.includes(file)));
  if (status !== 0 && !known) throw new Error(`tsc failed: ${stdout}`);
  return found;
}
