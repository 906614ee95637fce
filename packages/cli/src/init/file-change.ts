import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { createTwoFilesPatch } from "diff";

/** A file that is written, or has lines more. */
export interface FileChange {
  /** From the project's folder. */
  readonly path: string;
  readonly isNew: boolean;
  readonly text: string;
  /** Readable by its owner only. */
  readonly isSecret: boolean;
  /** What people see of it; secrets are not in it. */
  readonly shown: string;
}

/** A new file, or null where there is one already: that is somebody's own, and stays. */
export function newFile(folder: string, path: string, text: string): FileChange | null {
  if (existsSync(join(folder, path))) return null;
  const shown = createTwoFilesPatch("/dev/null", path, "", text);
  return { path, isNew: true, text, isSecret: false, shown };
}

/** A file that is there, with another text; null where it has it already. */
export function changedFile(folder: string, path: string, text: string): FileChange | null {
  const before = readIf(join(folder, path));
  if (before === text) return null;
  const shown = createTwoFilesPatch(path, path, before ?? "", text);
  return { path, isNew: before === undefined, text, isSecret: false, shown };
}

/** The text of a file; undefined where there is none. */
export function readIf(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

/** Writes them; what has appeared at the place of a new one meanwhile is not overwritten. */
export function applyChanges(folder: string, changes: readonly FileChange[]): void {
  for (const { path, isNew, text, isSecret } of changes) {
    const file = join(folder, path);
    writeFileSync(file, text, { flag: isNew ? "wx" : "w", mode: isSecret ? 0o600 : 0o644 });
    // The mode above is for files that are made.
    if (isSecret) chmodSync(file, 0o600);
  }
}
