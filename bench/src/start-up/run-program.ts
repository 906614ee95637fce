import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { FORMATS, type Format } from "./formats.ts";

/** Where a program finds packages as any other application does, and nothing keeps it. */
const FOLDER = fileURLToPath(new URL("../../node_modules/.start-up/", import.meta.url));

/**
 * Runs a program in a process of its own, and gives the JSON that it prints. It is a file, since Node loads modules of
 * its own for code that comes with the command. Nothing that Node is told by this environment reaches it, such as where
 * to keep compiled code.
 */
export function runProgram(format: Format, program: string, flags: readonly string[] = []): unknown {
  const file = `${FOLDER}program.${FORMATS[format].ending}`;
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(file, program);
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("NODE_")));
  return JSON.parse(execFileSync(process.execPath, [...flags, file], { env, encoding: "utf8" }));
}
