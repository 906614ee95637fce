import { startProcess, type ProcessOptions } from "./start-process.ts";

/** Runs a program to its end; rejects with what it printed unless it ends well. */
export async function runToEnd(
  program: string,
  args: readonly string[],
  options?: ProcessOptions,
): Promise<void> {
  const running = startProcess(program, args, options);
  const code = await running.ended;
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${running.stderr}${running.stdout}`);
}
