import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { ifWeEnd } from "./if-we-end.ts";

export interface ScratchFolder {
  readonly path: string;
  remove(): void;
}

/** A new temporary folder, which other accounts may enter; it is gone when this process is. */
export function scratchFolder(): ScratchFolder {
  const path = mkdtempSync(join(tmpdir(), "latchkey-promises-"));
  chmodSync(path, 0o755);
  // The servers that write to it are killed at the same moment.
  const release = ifWeEnd('sleep 1; rm -rf "$1"', path);
  return {
    path,
    remove() {
      rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
      release();
    },
  };
}
