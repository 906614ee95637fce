import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { CliError } from "../cli-error.js";

/** The file that makes the Express app. */
export interface AppFile {
  /** From the project's folder, with slashes. */
  readonly path: string;
  readonly text: string;
  /** Compiled by the project, so that it says `import` whatever it becomes. */
  readonly typescript: boolean;
}

/** In which files most apps make theirs; express-generator's is the first. */
const NAMES = ["app", "server", "index", "main"];
const ENDINGS = [".js", ".mjs", ".cjs", ".ts", ".mts", ".cts"];
const PLACES = ["", "src/"].flatMap((folder) =>
  NAMES.flatMap((name) => ENDINGS.map((ending) => folder + name + ending)),
);

const MAKES_APP = /=\s*express\(\)/;

/** The file that was named, or the first of those that hold `= express()`; null where there is none. */
export function findAppFile(
  folder: string,
  named: string | undefined,
  main: string | undefined,
): AppFile | null {
  if (named !== undefined) return readNamed(folder, named);
  const candidates = [...(main === undefined ? [] : [main]), ...PLACES];
  for (const path of candidates) {
    const app = existsSync(join(folder, path)) && /\.[cm]?[jt]s$/.test(path) ? read(folder, path) : null;
    if (app !== null && MAKES_APP.test(app.text)) return app;
  }
  return null;
}

function readNamed(folder: string, path: string): AppFile {
  if (existsSync(join(folder, path))) return read(folder, path);
  throw new CliError(
    "configuration",
    `There is no file ${path}.`,
    "Name the file that calls express() with --app.",
  );
}

function read(folder: string, path: string): AppFile {
  return {
    path: path.replaceAll("\\", "/").replace(/^\.\//, ""),
    text: readFileSync(join(folder, path), "utf8"),
    typescript: /\.[cm]?ts$/.test(path),
  };
}
