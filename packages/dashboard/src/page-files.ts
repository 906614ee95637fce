import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** Where a part of the built page lies, for the sources as well as for either build of them. */
export function pageFiles(name: string): string {
  const manifest = createRequire(import.meta.url).resolve("@latchkey/dashboard/package.json");
  return join(dirname(manifest), "dist", "page", name);
}
