// A command in a document that does not work is the first thing a newcomer meets. So each is run: by a shell here, beside
// the app that its document speaks of, or by the check that command-runners.mjs names.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { BY_HAND, RUNNERS, SCRIPTS } from "./command-runners.mjs";
import { commandLinesOf } from "./command-lines.mjs";
import { DOCUMENTS, proseOf, REFERENCE } from "./documents.mjs";
import { openShell } from "./shell.mjs";
import { compared, namesLearned } from "./shown-output.mjs";

const NPM_SCRIPT = /(?:^|\s)npm (?:run (?:--silent )?([\w:-]+)|(start|test))\b/;
const NPM_INSTALL = /^npm install (?!-)/;
/** Behind a pipe and variables, too. */
const LATCHKEY = /(?:^|\s)npx latchkey ([^#|]+)/;
const LATCHKEY_MAIN = "packages/cli/dist/main.js";

/** One check for each command of a document. */
export async function commands() {
  const checks = [];
  for (const document of DOCUMENTS) {
    if (document.startsWith(REFERENCE)) continue;
    checks.push(...(await checksOf(document)), ...scriptsNamedIn(document));
  }
  return checks;
}

async function checksOf(document) {
  const lines = commandLinesOf(document);
  // What a test runs, it runs with the scripts of its own folder.
  const isElsewhere = RUNNERS[document]?.tested === undefined ? isRunElsewhere : isScriptOfRoot;
  const elsewhere = lines.filter(isElsewhere);
  const here = lines.filter((line) => !isElsewhere(line));
  return [
    ...elsewhere.map((line) => ({ name: nameOf(document, line), faults: faultsElsewhere(line) })),
    ...(here.length === 0 ? [] : await runHere(document, here)),
  ];
}

function isRunElsewhere({ command }) {
  return [NPM_SCRIPT, NPM_INSTALL, LATCHKEY].some((form) => form.test(command)) || isByHand(command);
}

function isScriptOfRoot({ command }) {
  const [, script, short] = NPM_SCRIPT.exec(command) ?? [];
  return (script ?? short ?? "") in SCRIPTS;
}

function isByHand(command) {
  return Object.keys(BY_HAND).some((name) => command === name || command.startsWith(`${name} `));
}

function faultsElsewhere({ command }) {
  if (NPM_INSTALL.test(command))
    return command.split("#", 1)[0].split(/\s+/).slice(2).flatMap(faultsOfPackage);
  if (LATCHKEY.test(command)) return faultsOfLatchkey(command);
  return isByHand(command) ? [] : faultsOfScript(command);
}

/** The tests of the command line run it, as far as it goes; here its help has to know every option. */
function faultsOfLatchkey(command) {
  const [, written] = LATCHKEY.exec(command);
  const words = written.split(/\s+/);
  const end = words.findIndex((word) => !/^[a-z-]+$/.test(word) || word.startsWith("-"));
  const subcommand = end === -1 ? words : words.slice(0, end);
  const help = spawnSync(process.execPath, [LATCHKEY_MAIN, ...subcommand, "--help"], { encoding: "utf8" });
  if (help.status !== 0)
    return [`asks for ${subcommand.join(" ")}, which ended with ${help.status}: ${help.stderr}`];
  return words
    .filter((word) => word.startsWith("--"))
    .filter((option) => !new RegExp(`${option}(?![\\w-])`).test(help.stdout))
    .map((option) => `has the option ${option}, which ${subcommand.join(" ")} does not know`);
}

/** `check:installation` installs our packages; others are those that this repository has as well. */
function faultsOfPackage(name) {
  if (name === "") return [];
  const [, ours] = /^@latchkey\/(.+)$/.exec(name) ?? [];
  const [, other] = /^(@?[^@]+)/.exec(name);
  const there = ours === undefined ? existsSync(`node_modules/${other}`) : existsSync(`packages/${ours}`);
  return there ? [] : [`installs ${name}, which there is none of`];
}

function faultsOfScript(command) {
  const [, script = "", short] = NPM_SCRIPT.exec(command);
  const name = script || short;
  if (!(name in scriptsThereAre())) return [`names the script ${name}, which package.json has none of`];
  const check = SCRIPTS[name];
  const runsIt = check !== undefined && readFileSync(check, "utf8").includes(name);
  return runsIt ? [] : [`names the script ${name}; say in .ci/docs/command-runners.mjs what runs it`];
}

const NAMED_SCRIPT = /`npm run ([\w:-]+)(?:\s+-w\s+(packages\/\w+))?(?=[\s`])/g;

/** Scripts that stand in a sentence have to be there, too. */
function scriptsNamedIn(document) {
  const named = [...proseOf(document).matchAll(NAMED_SCRIPT)];
  const faults = named
    .filter(([, name, folder]) => !(name in scriptsThereAre(folder)) && !(name in scriptsOf(document)))
    .map(([text]) => `names ${text.slice(1)}, which there is none of`);
  return named.length === 0 ? [] : [{ name: `${document}: scripts`, faults }];
}

/** Those of the folder that a README is of. */
function scriptsOf(document) {
  return existsSync(join(dirname(document), "package.json")) ? scriptsThereAre(dirname(document)) : {};
}

function scriptsThereAre(folder = ".") {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).scripts;
}

async function runHere(document, lines) {
  const runner = RUNNERS[document];
  if (runner?.tested !== undefined)
    return lines.map((line) => ({ name: nameOf(document, line), faults: faultsOfTest(runner.tested) }));
  if (runner === undefined)
    return lines.map((line) => ({
      name: nameOf(document, line),
      faults: ["is run by nothing; say in .ci/docs/command-runners.mjs what runs it"],
    }));
  try {
    return await runBeside(document, lines, runner);
  } catch (error) {
    return [{ name: `${document}: its commands`, faults: [error.message] }];
  }
}

function faultsOfTest({ example, title }) {
  const file = `examples/${example}/test-results.json`;
  if (!existsSync(file)) return [`${file} is missing; run npm test first`];
  const tests = JSON.parse(readFileSync(file, "utf8")).testResults.flatMap(
    ({ assertionResults }) => assertionResults,
  );
  const passed = tests.some((test) => test.title === title && test.status === "passed");
  return passed ? [] : [`is run by a test that did not pass: "${title}"`];
}

/** One after another, as a reader would, in one shell beside one app. */
async function runBeside(document, lines, { app, names, variables, before }) {
  const running = (await app?.()) ?? { address: "", printed: "", stop: async () => undefined };
  let shell;
  try {
    shell = openShell({ ...variables?.(running) });
    const { learn, filledIn } = namesLearned(names?.(running) ?? []);
    for (const command of before?.(running) ?? []) await shell.run(command);
    const checks = [];
    for (const line of lines) {
      const outcome = await shell.run(filledIn(line.command));
      const found = compared(line.shown, outcome.printed);
      learn(found ?? []);
      checks.push({ name: nameOf(document, line), faults: faultsOf(line, outcome, found !== null) });
    }
    return checks;
  } finally {
    shell?.close();
    await running.stop();
  }
}

function faultsOf({ shown }, { printed, code, status }, isAsShown) {
  if (code !== 0) return [`ended with ${code}: ${printed}`];
  if (status >= 500) return [`was answered with ${status}: ${printed}`];
  if (shown === "") return status >= 400 ? [`was answered with ${status}: ${printed}`] : [];
  return isAsShown ? [] : [`printed ${printed} and not ${shown}`];
}

function nameOf(document, { line, command }) {
  return `${document}:${line} ${command.split("\n", 1)[0]}`;
}

/** What has a runner, and is no document any more. */
export function strayRunners() {
  const stray = Object.keys(RUNNERS).filter((document) => !DOCUMENTS.includes(document));
  return [{ name: "runners of commands", faults: stray.map((document) => `${document} is no document`) }];
}
