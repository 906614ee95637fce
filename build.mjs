// Builds one package as ESM and as CommonJS, because many of its users run on either: its types by tsc, a file for each
// source, and its code by rolldown, a file for each entry and one for what entries share. Each file takes its time at
// every start of every application: core in 150 of them took longer to load than Express.
// usage, from the package's folder: node ../../build.mjs
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { isAbsolute } from "node:path";
import { rolldown } from "rolldown";

const CONFIG = "tsconfig.build.json";

const OUTPUT = {
  chunkFileNames: "[name].js",
  // What two entries use is loaded once, so that they share its state, too.
  codeSplitting: { groups: [{ name: "shared", minShareCount: 2 }] },
  // The sources are published beside it, and the declarations explain what is exported.
  comments: false,
  // Text of one byte a character takes half the memory of any other.
  charset: "ascii",
  strict: true,
  esModule: true,
  dynamicImportInCjs: false,
};

rmSync("dist", { recursive: true, force: true });
await Promise.all([emitTypes(), emitCode()]);
// The same declarations serve both: the package.json above them says which format they describe.
cpSync("dist/esm", "dist/cjs", { recursive: true, filter: isFolderOrDeclaration });
writeFileSync("dist/cjs/package.json", '{ "type": "commonjs" }\n');

async function emitTypes() {
  const tsc = spawn("tsc", ["-p", CONFIG, "--emitDeclarationOnly"], { stdio: "inherit" });
  const [status] = await once(tsc, "exit");
  if (status !== 0) process.exit(1);
}

async function emitCode() {
  const bundle = await rolldown({ input: entries(), external, platform: "node", tsconfig: CONFIG });
  for (const format of ["esm", "cjs"]) await bundle.write({ ...OUTPUT, dir: `dist/${format}`, format });
  await bundle.close();
}

/** What package.json exports, by its source: `{ "bcrypt/index": "./src/bcrypt/index.ts" }`. */
function entries() {
  const { exports } = JSON.parse(readFileSync("package.json", "utf8"));
  const sources = Object.values(exports).flatMap((target) => target["@latchkey/source"] ?? []);
  return Object.fromEntries(sources.map((source) => [/^\.\/src\/(.+)\.ts$/.exec(source)[1], source]));
}

/** Dependencies stay those that the application installs. */
function external(id) {
  return !id.startsWith(".") && !isAbsolute(id);
}

function isFolderOrDeclaration(path) {
  return statSync(path).isDirectory() || path.endsWith(".d.ts");
}
