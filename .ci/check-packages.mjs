// What a stranger's machine runs and receives on `npm install`: no install script, only the listed files, and a lock
// file that takes nothing from anywhere but the registry, over https. Install scripts and stray addresses in lock
// files are how supply chains were attacked, and neither shows in a review of the sources.
// And what it reads at every start: loading core and express once took longer than loading Express itself, for 180
// small files and a dependency that brought five more.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { FORMATS, loadedFiles } from "./loaded-files.mjs";
import { report } from "./report.mjs";

const INSTALL_SCRIPTS = ["preinstall", "install", "postinstall", "preprepare", "prepare", "postprepare"];
const PUBLISHED =
  /^(package\.json|README\.md|LICENSE|dist\/.+\.(js|d\.ts)|dist\/cjs\/package\.json|src\/.+\.ts)$/;
/** The built page, which the dashboard brings besides, compressed as well, with the licenses of what is in it. */
const PAGE = /^dist\/page\/(index\.html|third-party-licenses\.md|assets\/.+\.(js|css|svg)(\.br|\.gz)?)$/;

/** What an application loads at least, and what that may read; nothing of other packages. */
const START = ["@latchkey/core", "@latchkey/express"];
const MOST_FILES = 6;
const MOST_BYTES = 300_000;

const lock = readJson("package-lock.json").packages;
const packages = readdirSync("packages");

report([
  ...packages.map((name) => ({ name: `${name} runs nothing on install`, faults: installScripts(name) })),
  ...packages.map((name) => ({ name: `${name} publishes only listed files`, faults: strayFiles(name) })),
  ...Object.keys(FORMATS).map((format) => ({
    name: `core and express as ${format} read little at a start`,
    faults: heavyStart(format),
  })),
  { name: "no dependency of a package needs its install script", faults: needyDependencies() },
  { name: "the lock file takes everything from one registry over https", faults: strayAddresses() },
  { name: "the lock file knows every package by its hash", faults: unhashed() },
]);

function installScripts(name) {
  const { scripts = {} } = readJson(join("packages", name, "package.json"));
  const native = existsSync(join("packages", name, "binding.gyp")) ? ["binding.gyp"] : [];
  return [...INSTALL_SCRIPTS.filter((script) => script in scripts), ...native].map((found) => `has ${found}`);
}

function strayFiles(name) {
  const output = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
    cwd: join("packages", name),
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const files = Object.values(JSON.parse(output))[0].files.map(({ path }) => path);
  const missing = neededFiles(name).filter((file) => !files.includes(file));
  return [
    ...files.filter((file) => !isListed(name, file)).map((file) => `would publish ${file}`),
    ...missing.map((file) => `would publish no ${file}`),
  ];
}

function isListed(name, file) {
  return file.startsWith("dist/page/") ? name === "dashboard" && PAGE.test(file) : PUBLISHED.test(file);
}

function neededFiles(name) {
  const page = ["dist/page/index.html", "dist/page/third-party-licenses.md"];
  // A command is loaded by nobody.
  const entries = name === "cli" ? ["dist/main.js"] : ["dist/esm/index.js", "dist/cjs/index.js"];
  const code = ["README.md", "LICENSE", ...entries];
  return name === "dashboard" ? [...code, ...page] : code;
}

function heavyStart(format) {
  const files = loadedFiles(format, START);
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const stray = files.filter(({ path }) => path.includes(`${sep}node_modules${sep}`));
  return [
    ...(files.length > MOST_FILES ? [`reads ${files.length} files, more than ${MOST_FILES}`] : []),
    ...(bytes > MOST_BYTES ? [`reads ${bytes} bytes, more than ${MOST_BYTES}`] : []),
    ...stray.map(({ path }) => `reads ${path}`),
  ];
}

/** Whatever comes along with one of our packages; peers are the application's own choice. */
function needyDependencies() {
  const seen = new Set();
  const queue = packages.map((name) => `packages/${name}`);
  for (const at of queue) {
    for (const name of Object.keys({ ...lock[at].dependencies, ...lock[at].optionalDependencies })) {
      const found = locate(at, name);
      if (found === undefined || seen.has(found)) continue;
      seen.add(found);
      queue.push(found);
    }
  }
  return [...seen].filter((at) => lock[at].hasInstallScript).map((at) => `${at} has an install script`);
}

/** The lock file's entry that `name` means to the package at `from`, looked up the way Node does. */
function locate(from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(folder.lastIndexOf("/node_modules/"), 0))) {
    const at = join(folder, "node_modules", name);
    if (at in lock) return lock[at].link ? lock[at].resolved : at;
    if (folder === "") return undefined;
  }
}

function strayAddresses() {
  const remote = entries().filter(([, { resolved }]) => resolved !== undefined);
  const first = remote[0] && new URL(remote[0][1].resolved).host;
  return remote
    .filter(([, { resolved }]) => !resolved.startsWith("https:") || new URL(resolved).host !== first)
    .map(([at, { resolved }]) => `${at} comes from ${resolved}`);
}

/** Builds for other platforms, which optional dependencies name, may be known by version alone. */
function unhashed() {
  return entries()
    .filter(([, entry]) => entry.integrity === undefined && !entry.optional)
    .map(([at]) => `${at} has no integrity`);
}

/** Everything the lock file installs; our own workspaces are links. */
function entries() {
  return Object.entries(lock).filter(([at, entry]) => at.includes("node_modules/") && !entry.link);
}

function readJson(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}
