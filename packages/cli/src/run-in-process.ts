import { userInfo } from "node:os";
import { pathToFileURL } from "node:url";

import { systemClock } from "@latchkey/core";

import { run } from "./run.js";
import { clackPrompts } from "./terminal/clack-prompts.js";
import { progressBar } from "./terminal/progress-bar.js";
import type { World } from "./world.js";

/** Runs the command that this process was started for; resolves with what it is to end with. */
export async function runInProcess(process: NodeJS.Process): Promise<number> {
  // Who reads on may stop doing so, as `head` does.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  return run(worldOf(process));
}

function worldOf(process: NodeJS.Process): World {
  const { stdin, stdout, stderr } = process;
  return {
    words: process.argv.slice(2),
    // eslint-disable-next-line no-restricted-properties -- a command has no other caller to be told by
    environment: process.env,
    folder: process.cwd(),
    user: userName(),
    clock: systemClock,
    input: stdin,
    output: stdout,
    errors: stderr,
    prompts: stdin.isTTY && stderr.isTTY ? clackPrompts(stdin, stderr) : null,
    progress: stderr.isTTY ? progressBar(stderr) : null,
    // eslint-disable-next-line no-restricted-syntax -- published as ESM only
    load: (file) => import(pathToFileURL(file).href),
  };
}

/** Some containers run under a user that has no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return "unknown";
  }
}
