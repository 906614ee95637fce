// Import cycles (types included) and arrows against the direction of the architecture pass every compiler and every
// test, until a class is undefined at load or a package cannot be published without another. So each file of the
// packages is read here, and each of its imports must go downwards. The page of the dashboard, whose imports are built
// into it, is read as well.
import { globSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, join } from "node:path";
import typescript from "typescript";
import { report } from "./report.mjs";

/** Which of our packages each may import. */
const DIRECTION = {
  core: [],
  knex: ["core"],
  redis: ["core"],
  express: ["core"],
  passport: ["core", "express"],
  admin: ["core", "express"],
  jwt: ["core"],
  dashboard: ["core"],
  cli: ["core", "knex", "admin"],
};

/** What is read, and where it declares what it may use. */
const SOURCES = "packages/*/src/**/*.ts";
const PAGE = "packages/dashboard/page/**/*.{ts,tsx}";

const pageFiles = new Set(globSync(PAGE));
const files = [...globSync(SOURCES), ...pageFiles].sort();
const imports = new Map(files.map((file) => [file, importsOf(file)]));
report(files.map((file) => ({ name: file, faults: [...strayImports(file), ...cyclesAt(file)] })));

function importsOf(file) {
  const { importedFiles } = typescript.preProcessFile(readFileSync(file, "utf8"), true, true);
  return importedFiles.map(({ fileName }) => fileName);
}

/** Imports of what the package may not use or does not declare. */
function strayImports(file) {
  const ofPage = pageFiles.has(file);
  const folder = file.split("/")[1];
  const declared = declaredIn(folder, ofPage ? ["devDependencies"] : ["dependencies", "peerDependencies"]);
  return imports
    .get(file)
    .filter((specifier) => !specifier.startsWith(".") && (ofPage || !isBuiltin(specifier)))
    .filter((specifier) => {
      const name = packageName(specifier);
      const ours = /^@latchkey\/(.+)$/.exec(name)?.[1];
      const allowed = ofPage ? [] : DIRECTION[folder];
      return !declared.has(name) || (ours !== undefined && !allowed?.includes(ours));
    })
    .map((specifier) => `may not import ${specifier}`);
}

function declaredIn(folder, fields) {
  const manifest = JSON.parse(readFileSync(`packages/${folder}/package.json`, "utf8"));
  return new Set(fields.flatMap((field) => Object.keys(manifest[field] ?? {})));
}

/** The shortest way from this file back to itself; told once, at the first file of the cycle. */
function cyclesAt(start) {
  const cameFrom = new Map();
  const queue = [start];
  for (const file of queue) {
    for (const next of localImports(file)) {
      if (next === start)
        return isFirst(start, path(cameFrom, file)) ? [cycleText(start, path(cameFrom, file))] : [];
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, file);
      queue.push(next);
    }
  }
  return [];
}

function localImports(file) {
  return (imports.get(file) ?? [])
    .filter((specifier) => specifier.startsWith("."))
    .map((specifier) => join(dirname(file), specifier).replace(/\.js$/, ".ts"));
}

function path(cameFrom, end) {
  const files = [];
  for (let file = end; file !== undefined; file = cameFrom.get(file)) files.unshift(file);
  return files;
}

function isFirst(start, files) {
  return files.every((file) => start <= file);
}

function cycleText(start, files) {
  return `import cycle: ${[...new Set([start, ...files]), start].join(" → ")}`;
}

function packageName(specifier) {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}
