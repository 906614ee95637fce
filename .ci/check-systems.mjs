// docs/systems.md says which test shows each sentence of the four documented systems. A test that is renamed or taken
// away would leave the table claiming what nothing shows, so every title in it has to be that of a test which passed.
import { existsSync, readFileSync } from "node:fs";
import { report } from "./report.mjs";

const DOCUMENT = "docs/systems.md";
const SYSTEMS = ["captain", "capgo", "gigantik", "graymeta"];

const sections = readFileSync(DOCUMENT, "utf8").split(/^## /m).slice(1);
report(
  SYSTEMS.flatMap((system) => {
    const section = sections.find((text) => text.split("\n", 1)[0] === system);
    return section === undefined
      ? [{ name: system, faults: [`has no section in ${DOCUMENT}`] }]
      : rowsOf(section).map((row, index) => ({
          name: `${system} ${index + 1}`,
          faults: faultsOf(row, index, passedTests(system)),
        }));
  }),
);

/** The cells of each row; a `|` within a cell is written `\|`. */
function rowsOf(section) {
  return section
    .split("\n")
    .filter((line) => /^\| *\d+ *\|/.test(line))
    .map((line) =>
      line
        .slice(1, line.lastIndexOf("|"))
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim().replaceAll("\\|", "|")),
    );
}

function faultsOf([number, where, says, tests = ""], index, passed) {
  const titles = tests.split("<br>").map((title) => title.trim());
  return [
    ...(Number(number) === index + 1 ? [] : [`is numbered ${number}`]),
    ...(where && says ? [] : ["does not say where in the document, or what that says"]),
    ...titles.filter((title) => !passed.has(title)).map((title) => `names no test that passed: "${title}"`),
  ];
}

/** The titles of the tests of one example, from its last run. */
function passedTests(system) {
  const file = `examples/${system}/test-results.json`;
  if (!existsSync(file)) throw new Error(`${file} is missing; run npm test first`);
  const { testResults } = JSON.parse(readFileSync(file, "utf8"));
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  return new Set(tests.filter(({ status }) => status === "passed").map(({ title }) => title));
}
