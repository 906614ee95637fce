import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const END = "@@the command has ended with";
/** Every curl leaves the headers of its answer, from which its status is read. */
const CURL =
  'curl() { command curl --silent --show-error --max-time 20 --dump-header "$HEADERS_FILE" "$@"; }';
const PATIENCE_MS = 60_000;

/** A shell that keeps its variables, functions and aliases from one command to the next. */
export function openShell(variables) {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-docs-"));
  const headers = join(folder, "headers");
  const env = { ...process.env, ...variables, TMPDIR: folder, HEADERS_FILE: headers };
  const shell = spawn("sh", [], { cwd: folder, env, stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: shell.stdout })[Symbol.asyncIterator]();
  // One that was ended for being late says so by its exit code.
  shell.stdin.on("error", () => undefined);
  shell.stdin.write(`exec 2>&1\n${CURL}\n`);

  /** What it printed, its exit code, and the status of its answer, if it asked for one. */
  async function run(command) {
    rmSync(headers, { force: true });
    shell.stdin.write(`${command}\nprintf '\\n%s %s\\n' '${END}' "$?"\n`);
    const timer = setTimeout(() => shell.kill("SIGKILL"), PATIENCE_MS);
    const printed = [];
    let code = "nothing";
    for (let next = await lines.next(); !next.done; next = await lines.next()) {
      if (next.value.startsWith(END)) {
        code = Number(next.value.slice(END.length));
        break;
      }
      printed.push(next.value);
    }
    clearTimeout(timer);
    return { printed: printed.join("\n").trim(), code, status: statusIn(headers) };
  }

  function close() {
    shell.kill();
    rmSync(folder, { recursive: true, force: true });
  }

  return { run, close };
}

function statusIn(headers) {
  if (!existsSync(headers)) return undefined;
  const [, status] = [...readFileSync(headers, "utf8").matchAll(/^HTTP\/\S+ (\d+)/gm)].at(-1) ?? [];
  return status === undefined ? undefined : Number(status);
}
