import { readFileSync } from "node:fs";

import { pageFiles } from "./page-files.js";

/** Reads the page as it was built. */
export function readPage(file: string = pageFiles("index.html")): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    const remedy = "run `npm run build`, or install @latchkey/dashboard again";
    throw new Error(`latchkey: the page of the dashboard is not at ${file}; ${remedy}`, { cause });
  }
}
