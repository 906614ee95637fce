// What `npm start`, `npm run start:<example>`, `npm test` and `npm run bench` do. They work on a fresh clone with only Node 20 (or newer)
// and npm: the packages are installed first, and everything after that runs under the Node this repository pins,
// because better-sqlite3 dies without a message on Node 20. With LATCHKEY_NODE=system it is the machine's own, of 22.18 or newer.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { reachableBrowsers } from "./test-browser.mjs";
import { reachableGateways } from "./test-nginx.mjs";
import { clearResults, summary } from "./test-results.mjs";
import { reachableServers } from "./test-servers.mjs";

const ROOT = fileURLToPath(new URL(".", import.meta.url));
const BIN = join(ROOT, "node_modules", ".bin");
const BENCH = join(ROOT, "bench");
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];
const PINNED = process.env.LATCHKEY_NODE !== "system";
const COMMANDS = { start, build, test, bench };

const [name, ...settings] = process.argv.slice(2);
const command = COMMANDS[name];
if (command === undefined) {
  console.error(`usage: node run.mjs ${Object.keys(COMMANDS).join("|")}`);
  process.exit(2);
}
process.exitCode = await command(...settings);

/** Builds one of the example apps and what it needs, then runs it until it is told to stop. */
async function start(example = "server") {
  return (
    (await install()) ||
    (await turbo(["run", "build", `--filter=@latchkey/example-${example}...`], { quiet: true })) ||
    (await run("node", [join(ROOT, "examples", example, "dist", "main.js")]))
  );
}

/** Builds everything, unless who asks says that it is built: what runs at the same time reads it. */
async function build(...filters) {
  const built = process.env.LATCHKEY_BUILT === "true";
  return (await install()) || (built ? 0 : turbo(["run", "build", ...filters], { quiet: true }));
}

/** Builds everything, runs every test, and ends with one line that adds up all of them. */
async function test() {
  const installed = await install();
  if (installed !== 0) return installed;
  clearResults();
  const reachable = [...(await reachableServers()), ...reachableBrowsers(), ...reachableGateways()];
  const tasks = ["run", "build", "test", "--continue=dependencies-successful", "--output-logs=new-only"];
  // Part of the cache key: a test that was skipped because a server was away must not count once it is back.
  const ran = await turbo(tasks, { env: { LATCHKEY_TEST_REACHABLE: reachable.join(",") } });
  const { lines, failed } = summary(ran);
  for (const line of lines) console.log(line);
  return failed ? 1 : 0;
}

/** Builds the packages and measures them, beside other libraries that only the benchmark installs. */
async function bench(...chapters) {
  return (
    (await build("--filter=./packages/*")) ||
    (await installIn(BENCH, ["ci", "--ignore-scripts"])) ||
    (await run("node", [join(BENCH, "src", "main.ts"), ...chapters]))
  );
}

/** Installs what the lock file names. */
function install() {
  // No package's install script runs but that of `node`, which puts the pinned Node into node_modules. Where it does not
  // run, there is none before the machine's own on the PATH.
  return installIn(
    ROOT,
    ["ci", "--include=dev", "--ignore-scripts"],
    ...(PINNED ? [["rebuild", "--ignore-scripts=false", "node"]] : []),
  );
}

/** Has npm install a folder, unless exactly what its lock file names was installed before. */
async function installIn(folder, ...steps) {
  const stamp = join(folder, "node_modules", ".installed-lock");
  const lock = createHash("sha256")
    .update(readFileSync(join(folder, "package-lock.json")))
    .update(PINNED ? "" : "system")
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return 0;
  console.log("Installing the packages that package-lock.json names (npm ci); this takes a minute …");
  for (const step of steps) {
    const code = await npm(["--prefix", folder, ...step]);
    if (code !== 0) return code;
  }
  writeFileSync(stamp, lock);
  return 0;
}

/** npm with the machine's own Node: the one in node_modules is about to be replaced. */
function npm(args) {
  const path = process.env.PATH.split(delimiter).filter((folder) => folder !== BIN);
  return run("npm", [...args, "--no-audit", "--no-fund"], {
    env: { PATH: path.join(delimiter) },
    quiet: true,
  });
}

function turbo(args, { env, quiet = false }) {
  const settings = { TURBO_TELEMETRY_DISABLED: "1", TURBO_NO_UPDATE_NOTIFIER: "1" };
  return run("turbo", [...args, "--ui=stream"], { env: { ...settings, ...env }, quiet });
}

/**
 * Runs a program to its end and gives its exit code; when it is to be quiet, its output is printed only if it fails.
 * Stopping npm stops it too: every signal goes on as SIGTERM, since turbo lets go of a SIGINT that the terminal did
 * not send to the whole group.
 */
function run(program, args, { env = {}, quiet = false } = {}) {
  const path = [BIN, process.env.PATH].join(delimiter);
  const stdio = quiet ? ["ignore", "pipe", "pipe"] : "inherit";
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: ROOT, stdio, env: { ...process.env, PATH: path, ...env } });
    const output = [];
    for (const stream of quiet ? [child.stdout, child.stderr] : [])
      stream.on("data", (data) => output.push(data));
    const forward = () => child.kill("SIGTERM");
    for (const signal of SIGNALS) process.on(signal, forward);
    child.once("error", reject);
    child.once("close", (code, signal) => {
      for (const name of SIGNALS) process.off(name, forward);
      if (code !== 0) process.stderr.write(Buffer.concat(output));
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
}
