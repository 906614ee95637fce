import { spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";

/** An app as a process of its own. */
export interface AppProcess {
  /** `http://localhost:40123`; empty when it did not start. */
  readonly address: string;
  /** Everything it has printed so far. */
  readonly printed: { readonly stdout: string; readonly stderr: string };
  /** Its exit code, once it has ended. */
  readonly ended: Promise<number | null>;
  /** Signals it and waits for its end. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

const ANSWERS = /^The .+ answers at (\S+)$/m;
const running = new Set<ChildProcess>();

/** Starts a program with nothing in its environment but these variables, and waits until it answers or ends. */
export async function runProcess(
  main: string,
  variables: Readonly<Record<string, string>>,
): Promise<AppProcess> {
  if (!existsSync(main)) throw new Error(`There is no ${main}; run npm run build first.`);
  const env = { PATH: process.env.PATH ?? "", PORT: "0", ...variables };
  const child = spawn(process.execPath, [main], { env, stdio: ["ignore", "pipe", "pipe"] });
  running.add(child);
  child.once("exit", () => running.delete(child));
  const printed = { stdout: "", stderr: "" };
  child.stderr.on("data", (data) => (printed.stderr += String(data)));
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const answers = new Promise<void>((resolve) => {
    child.stdout.on("data", (data) => {
      printed.stdout += String(data);
      if (ANSWERS.test(printed.stdout)) resolve();
    });
  });
  await Promise.race([answers, ended]);
  const stop = (signal: NodeJS.Signals = "SIGTERM") => {
    child.kill(signal);
    return ended;
  };
  return { address: ANSWERS.exec(printed.stdout)?.[1] ?? "", printed, ended, stop };
}

/** Ends what a failed test has left running. */
export function endProcesses(): void {
  for (const child of running) child.kill("SIGKILL");
}
