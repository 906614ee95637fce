import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";

const CHILDREN = join(__dirname, "..", "children");

/** A process of its own that runs a program of `test/children`, and what it has said so far. */
export interface Child {
  readonly process: ChildProcess;
  readonly lines: readonly string[];
  /** Resolves once it has said `count` lines in all; rejects when it ends before. */
  said(count: number): Promise<void>;
  /** Resolves once it has ended and all it had said is in `lines`. */
  readonly ended: Promise<void>;
}

/** Starts a program with a task; whoever starts it sees to it that it ends. */
export function startChild(program: string, task: unknown): Child {
  const loader = join(CHILDREN, "run-typescript.mjs");
  const args = ["--conditions=@latchkey/source", "--import", loader, join(CHILDREN, program)];
  const process_ = spawn(process.execPath, [...args, JSON.stringify(task)], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  let errors = "";
  process_.stderr.on("data", (text: Buffer) => (errors += text.toString()));
  const tell = () => waiting.forEach((look) => look());
  createInterface({ input: process_.stdout }).on("line", (line) => {
    lines.push(line);
    tell();
  });
  let over = false;
  const ended = new Promise<void>((resolve) => process_.once("close", () => resolve())).then(() => {
    over = true;
    tell();
  });

  function said(count: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (lines.length < count && !over) return;
        waiting.delete(look);
        if (lines.length >= count) resolve();
        else reject(new Error(`the process has ended after ${lines.length} lines: ${errors}`));
      };
      waiting.add(look);
      look();
    });
  }

  return { process: process_, lines, said, ended };
}
