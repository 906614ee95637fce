import { join } from "node:path";

import { readIf, type FileChange } from "./file-change.js";

/** A variable that is to be in .env. */
export interface Variable {
  readonly name: string;
  /** Why it is there, for whoever reads the file. */
  readonly comment: string;
  readonly value: string;
  /** What people see in its place. */
  readonly shown: string;
}

/** The names that .env sets. */
export function namesInEnv(folder: string): ReadonlySet<string> {
  const text = readIf(join(folder, ".env")) ?? "";
  return new Set([...text.matchAll(/^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=/gm)].map(([, name = ""]) => name));
}

/** .env with more variables; null where there are none to add. What is in it already is neither changed nor shown. */
export function envChange(folder: string, variables: readonly Variable[]): FileChange | null {
  if (variables.length === 0) return null;
  const before = readIf(join(folder, ".env"));
  const added = variables.map(({ name, comment, value }) => `# ${comment}\n${name}=${value}\n`).join("");
  const shown = variables.map(({ name, comment, shown }) => `+# ${comment}\n+${name}=${shown}\n`).join("");
  return {
    path: ".env",
    isNew: before === undefined,
    text: `${endedLine(before ?? "")}${added}`,
    isSecret: true,
    shown: `--- .env\n+++ .env\t(for its owner only)\n${shown}`,
  };
}

/** .gitignore with more lines. */
export function ignoreText(folder: string, patterns: readonly string[]): string {
  const before = readIf(join(folder, ".gitignore")) ?? "";
  const there = new Set(before.split(/\r?\n/).map((line) => line.trim().replace(/^\//, "")));
  const missing = patterns.filter((pattern) => !there.has(pattern));
  return missing.length === 0 ? before : `${endedLine(before)}${missing.join("\n")}\n`;
}

function endedLine(text: string): string {
  return text === "" || text.endsWith("\n") ? text : `${text}\n`;
}
