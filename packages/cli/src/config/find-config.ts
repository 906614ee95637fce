import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

import { CliError } from "../cli-error.js";

/** In the order in which they are looked for. */
const NAMES = ["latchkey.config.js", "latchkey.config.mjs", "latchkey.config.cjs"];

/** The file that was named, or the nearest one in this folder and those above it; null where there is none. */
export function findConfig(folder: string, named: string | undefined): string | null {
  if (named !== undefined) return requireThere(resolve(folder, named));
  for (let at = folder; ; at = dirname(at)) {
    const found = NAMES.map((name) => join(at, name)).find((file) => existsSync(file));
    if (found !== undefined) return found;
    if (dirname(at) === at) return null;
  }
}

function requireThere(file: string): string {
  if (existsSync(file)) return file;
  throw new CliError("configuration", `There is no file ${file}.`, "Correct --config, or leave it out.");
}
