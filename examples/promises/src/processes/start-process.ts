import { spawn } from "node:child_process";

import type { Account } from "./account.ts";
import { ifWeEnd } from "./if-we-end.ts";

export interface RunningProcess {
  readonly pid: number;
  /** What it has printed so far. */
  readonly stdout: string;
  readonly stderr: string;
  /** Its exit code, or the signal that ended it, once it has ended. */
  readonly ended: Promise<number | NodeJS.Signals>;
  readonly alive: boolean;
  /** Calls back with each line it prints to stdout from now on. */
  onLine(listener: (line: string) => void): void;
  signal(signal: NodeJS.Signals): void;
}

export interface ProcessOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly account?: Account;
}

/** Starts a program that does not outlive this process. */
export function startProcess(
  program: string,
  args: readonly string[],
  { env = {}, account }: ProcessOptions = {},
): RunningProcess {
  const path = { PATH: process.env.PATH ?? "" };
  const child = spawn(program, args, {
    env: { ...path, ...env },
    ...account,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const printed = { stdout: "", stderr: "" };
  const listeners: ((line: string) => void)[] = [];
  let rest = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    printed.stdout += text;
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) for (const listener of listeners) listener(line);
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => (printed.stderr += text));

  const { pid } = child;
  const release = pid === undefined ? () => undefined : ifWeEnd('kill -KILL "$1"', String(pid));
  const ended = new Promise<number | NodeJS.Signals>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve(code ?? signal ?? 0));
  }).finally(release);
  ended.catch(() => undefined);

  return {
    pid: pid ?? 0,
    get stdout() {
      return printed.stdout;
    },
    get stderr() {
      return printed.stderr;
    },
    ended,
    get alive() {
      return pid !== undefined && child.exitCode === null && child.signalCode === null;
    },
    onLine: (listener) => void listeners.push(listener),
    signal: (signal) => void child.kill(signal),
  };
}
