import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";

import type { Ran } from "./run-in.js";

const BIN = join(__dirname, "../../dist/main.js");
/** One that does not end by itself is a fault. */
const TIMEOUT_MS = 30_000;

/** Runs the built command as a process of its own. */
export async function runBin(
  words: readonly string[],
  {
    folder,
    stdin = "",
    environment = {},
  }: { folder: string; stdin?: string; environment?: Record<string, string> },
): Promise<Ran> {
  const env = { PATH: process.env.PATH ?? "", ...environment };
  const child = spawn(process.execPath, [BIN, ...words], { cwd: folder, env, timeout: TIMEOUT_MS });
  child.stdin.end(stdin);
  const [out, errors, [exit]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "exit") as Promise<[number | null]>,
  ]);
  return { exit: exit ?? -1, out, errors };
}
