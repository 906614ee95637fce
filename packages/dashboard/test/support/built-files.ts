import { readdirSync } from "node:fs";
import { join } from "node:path";

/** The folder of the package. */
export const PACKAGE = join(__dirname, "..", "..");

/** The names of the files that `vite build` has made, relative to dist/page. */
export function builtFiles(): readonly string[] {
  const folder = join(PACKAGE, "dist", "page");
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .sort();
}
