import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** Where a copy finds the packages that it imports, and nothing keeps it. */
const COPY = fileURLToPath(new URL("../../node_modules/.without-counting/", import.meta.url));
/** The line that counts an accepted request. */
const COUNTS = /\busage\.accepted\(record\.id[^;]*\);/g;

/**
 * The built core with one line taken out, that by which an accepted request is counted: there is no option that
 * leaves it out, and this is what one would do.
 */
export async function coreWithoutCounting(): Promise<typeof import("@latchkey/core")> {
  rmSync(COPY, { recursive: true, force: true });
  cpSync(fileURLToPath(new URL(".", import.meta.resolve("@latchkey/core"))), COPY, { recursive: true });
  writeFileSync(join(COPY, "package.json"), '{ "type": "module" }\n');
  const files = readdirSync(COPY, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".js"),
  );
  const taken = files.reduce((count, file) => count + takeOut(join(COPY, file)), 0);
  if (taken !== 1) throw new Error(`the line that counts a request is there ${taken} times`);
  return (await import(pathToFileURL(join(COPY, "index.js")).href)) as typeof import("@latchkey/core");
}

function takeOut(file: string): number {
  const code = readFileSync(file, "utf8");
  const found = code.match(COUNTS)?.length ?? 0;
  if (found > 0) writeFileSync(file, code.replace(COUNTS, ";"));
  return found;
}
