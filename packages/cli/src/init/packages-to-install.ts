import { existsSync } from "node:fs";
import { join } from "node:path";

import type { Project } from "./project.js";
import type { Setup } from "./setup.js";
import { STORES } from "./stores.js";

const NEEDED = [
  "@latchkey/core",
  "@latchkey/express",
  "@latchkey/knex",
  "@latchkey/admin",
  "@latchkey/dashboard",
  "knex",
  "cookies",
  "rate-limiter-flexible",
];

/** The oldest Express 4 that Latchkey works with. */
const LEAST_MINOR = 21;

/** The command that installs what the generated files need and the project has not; null where it has everything. */
export function installCommand(project: Project, { store }: Setup): string | null {
  const missing = [...NEEDED, STORES[store].driver].filter((name) => !project.dependencies.has(name));
  // express-generator's own is from 2018.
  const packages = isTooOld(project.express) ? ["express@4", ...missing] : missing;
  return packages.length === 0 ? null : `${installer(project.folder)} ${packages.join(" ")}`;
}

function isTooOld(version: string): boolean {
  const [, major, minor = "0"] = /(\d+)(?:\.(\d+))?/.exec(version) ?? [];
  if (major === undefined) return false;
  return Number(major) < 4 || (Number(major) === 4 && Number(minor) < LEAST_MINOR);
}

const INSTALLERS = [
  { lock: "pnpm-lock.yaml", command: "pnpm add" },
  { lock: "yarn.lock", command: "yarn add" },
  { lock: "bun.lock", command: "bun add" },
];

function installer(folder: string): string {
  return INSTALLERS.find(({ lock }) => existsSync(join(folder, lock)))?.command ?? "npm install";
}
