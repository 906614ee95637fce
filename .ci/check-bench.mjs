// The benchmark measures the built packages and those of others, and nothing else runs it: it would rot unseen until
// the next release wants figures. So it is installed, type-checked and linted as on a fresh clone, and each chapter runs
// once in small: a subject that gives other answers than were asked of it throws. No figure is looked at.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { report } from "./report.mjs";

const BIN = join(process.cwd(), "node_modules", ".bin");
/** For a chapter, which takes some ten seconds. */
const PATIENCE_MS = 120_000;

// It may be what installs the Node that everything else runs under.
const installed = run(process.execPath, ["run.mjs", "bench", "--list"]);
if (installed.status !== 0) throw new Error(`installing failed: ${installed.said}`);
const chapters = [...installed.said.matchAll(/^(\w+): /gm)].map(([, name]) => name);
if (chapters.length === 0) throw new Error(`no chapters are named: ${installed.said}`);
report([
  check("types", "tsc", ["--noEmit"]),
  check("lint", "eslint", ["."]),
  ...chapters.map((name) => check(`${name} --quick`, "node", ["src/main.ts", name, "--quick"])),
]);

function check(name, tool, args) {
  const { status, said } = run(join(BIN, tool), args, "bench");
  return { name, faults: status === 0 ? [] : [`ended with ${status}\n${said}`] };
}

function run(program, args, folder = ".") {
  const { status, signal, stdout, stderr } = spawnSync(program, args, {
    cwd: folder,
    encoding: "utf8",
    timeout: PATIENCE_MS,
    // What it has started ends with it, because nobody asks it any more.
    killSignal: "SIGKILL",
  });
  return { status: status ?? signal, said: stdout + stderr };
}
