// Adds up what the test runner of every package wrote, so that `npm test` can end with one line.
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL(".", import.meta.url));

/** Removes the results of earlier runs; what turbo has cached, it puts back. */
export function clearResults() {
  for (const folder of tested()) rmSync(resultsOf(folder), { force: true });
}

/** What to print after a run that ended with this exit code; the last line counts the tests. */
export function summary(exitCode) {
  const all = tested().map((folder) => ({ folder, ...read(resultsOf(folder)) }));
  const lines = all
    .filter(({ crashed }) => crashed)
    .map(({ folder }) => `${folder}: its tests did not run to their end`);
  const passed = sum(all, "passed");
  const skipped = sum(all, "skipped");
  let failed = sum(all, "failed");
  if (exitCode !== 0 && failed === 0) {
    failed = 1;
    lines.push("every test passed, but a task failed; its output is above");
  }
  lines.push(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
  return { lines, failed: failed > 0 };
}

/** The folders of all workspaces that have tests. */
function tested() {
  return ["packages", "examples"]
    .flatMap((group) => readdirSync(join(ROOT, group)).map((name) => `${group}/${name}`))
    .filter((folder) => existsSync(join(ROOT, folder, "package.json")))
    .filter((folder) => readJson(join(ROOT, folder, "package.json")).scripts?.test !== undefined);
}

/** A test file that could not be loaded counts as one failed test, and so does a runner that left no result. */
function read(file) {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0, crashed: true };
  const jest = readJson(file);
  return {
    passed: jest.numPassedTests,
    failed: jest.numFailedTests + jest.numRuntimeErrorTestSuites,
    skipped: jest.numPendingTests + jest.numTodoTests,
    crashed: false,
  };
}

function resultsOf(folder) {
  return join(ROOT, folder, "test-results.json");
}

function readJson(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}

function sum(results, field) {
  return results.reduce((total, result) => total + result[field], 0);
}
