import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "latchkey-host-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A path in a folder that each test has anew. */
export function temporary(...path: readonly string[]): string {
  return join(folder, ...path);
}
