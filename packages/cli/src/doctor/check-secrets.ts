import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

import type { Check } from "./check.js";
import { found, ok, type Finding } from "./finding.js";

const NAME = "secrets";
const OTHERS = 0o077;

/** Whether the file with the peppers, where there is one, is for its owner alone and not for git. */
export const checkSecrets: Check = {
  name: NAME,
  async look({ config }) {
    if (config === null) return [];
    const folder = dirname(config.file);
    const file = join(folder, ".env");
    if (!existsSync(file)) return [];
    const findings = [...readByOthers(file), ...seenByGit(folder)];
    return findings.length > 0 ? findings : [ok(NAME, ".env is for its owner alone")];
  },
};

/** Windows has no such bits: there they are always the same. */
function readByOthers(file: string): readonly Finding[] {
  if (process.platform === "win32" || (statSync(file).mode & OTHERS) === 0) return [];
  return [
    found("warn", NAME, "Others on this machine can read .env, and with it the peppers.", "chmod 600 .env"),
  ];
}

function seenByGit(folder: string): readonly Finding[] {
  if (!existsSync(join(folder, ".git"))) return [];
  const ignored = join(folder, ".gitignore");
  const lines = existsSync(ignored) ? readFileSync(ignored, "utf8").split(/\r?\n/) : [];
  if (lines.some((line) => /^\/?\.env\*?$/.test(line.trim()))) return [];
  return [
    found(
      "warn",
      NAME,
      "git does not ignore .env.",
      "Add the line `.env` to .gitignore; if it was committed, make new peppers.",
    ),
  ];
}
