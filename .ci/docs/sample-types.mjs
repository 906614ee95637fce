// Samples rot, since nothing runs them: every ```ts block of a document is type-checked, each as a module of its own that
// also sees what preamble.d.ts declares. So is every @example of a docstring, which is a line or two out of somebody's
// code: what it names of ours is imported for it, and docstring-preamble.d.ts declares the rest.
import { spawnSync } from "node:child_process";
import { copyFileSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { blocksOf, DOCUMENTS, REFERENCE } from "./documents.mjs";
import { exportedNames } from "./reference.mjs";

const FOLDER = "node_modules/.docs";

/** One check for each block of the documents. */
export function sampleTypes() {
  const documents = DOCUMENTS.filter((document) => !document.startsWith(REFERENCE));
  return typeChecks("preamble.d.ts", documents.flatMap(samplesOf));
}

/** One check for each example of a docstring. */
export function exampleTypes() {
  const imports = exportedNames();
  const sources = globSync("packages/*/src/**/*.ts").sort();
  return typeChecks(
    "docstring-preamble.d.ts",
    sources.flatMap((source) => examplesOf(source, imports)),
  );
}

/** At its own lines, so that an error names the line of the document. */
function samplesOf(document) {
  const blocks = blocksOf(document).filter(({ language }) => language === "ts");
  return blocks.map(({ text, line }) =>
    sample(document, line, `${"\n".repeat(line - 1)}${text}export {};\n`),
  );
}

const EXAMPLE = /^ *\* @example\n((?: *\*(?!\/).*\n)+)/gm;

/** In a function, so that it may return. */
function examplesOf(source, imports) {
  return [...readFileSync(source, "utf8").matchAll(EXAMPLE)].map(({ 1: comment, index, input }) => {
    const line = input.slice(0, index).split("\n").length + 1;
    const lines = comment
      .replace(/^ *\* ?/gm, "")
      .split(/^@/m, 1)[0]
      .split("\n");
    const own = lines.filter((text) => text.startsWith("import "));
    const code = lines.filter((text) => !text.startsWith("import ")).join("\n");
    const known = new Map([...namedIn(code, imports), ...namedIn(code, namesOf(source, input))]);
    const taken = [...known]
      .filter(([name]) => !own.some((text) => text.includes(` ${name} `)))
      .map(([name, from]) => `import { ${name} } from "${from}";`);
    return sample(
      source,
      line,
      [...taken, ...own, `export async function example() {\n${code}}\n`].join("\n"),
    );
  });
}

function namedIn(code, imports) {
  return [...imports].filter(([name]) =>
    new RegExp(`(?<![\\w"]|(?<!\\.)\\.)${name.split(" ").at(-1)}\\b(?!:)`).test(code),
  );
}

/** What a file exports itself, for what no entry does. */
function namesOf(source, text) {
  const names = [...text.matchAll(/^export (?:async )?(?:function|const|class) (\w+)/gm)];
  return new Map(names.map(([, name]) => [name, `../../${source.replace(/\.ts$/, ".js")}`]));
}

function sample(document, line, source) {
  const name = `${document}:${line}`;
  return { name, file: `${name.replaceAll(/[/:]/g, "-")}.ts`, source };
}

function typeChecks(preamble, samples) {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  for (const { file, source } of samples) writeFileSync(join(FOLDER, file), source);
  const errors = typeErrors(preamble, samples);
  rmSync(FOLDER, { recursive: true, force: true });
  return samples.map(({ name, file }) => ({ name, faults: errors.filter((error) => error.includes(file)) }));
}

function typeErrors(preamble, samples) {
  copyFileSync(join(".ci/docs", preamble), join(FOLDER, preamble));
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
