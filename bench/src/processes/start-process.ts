import { fork, spawnSync, type ChildProcess } from "node:child_process";
import { availableParallelism } from "node:os";

/** A program of ours in a process of its own, which answers one question at a time. */
export interface RunningProcess<Question, Answer> {
  ask(question: Question): Promise<Answer>;
  /** Ends it and waits until it is gone. */
  stop(): Promise<void>;
}

/** What a process that answers may throw comes back as this. */
interface Fault {
  readonly fault: string;
}

/**
 * Starts a program, held to one core where the system can do that (Linux), so that the server, the load and this
 * process do not take each other's time. `flags` are those of node itself.
 */
export function startProcess<Question, Answer>(
  program: URL,
  core: 0 | 1,
  parameters: readonly string[] = [],
  flags: readonly string[] = [],
): RunningProcess<Question, Answer> {
  const child = fork(program, parameters, {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    serialization: "advanced",
    execArgv: [...process.execArgv, ...flags],
  });
  holdToCore(child, core);
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));

  function ask(question: Question): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const ended = () => reject(new Error(`${program.pathname} has ended`));
      child.once("exit", ended);
      child.once("message", (answer: Answer | Fault) => {
        child.off("exit", ended);
        if (typeof answer === "object" && answer !== null && "fault" in answer)
          reject(new Error(answer.fault));
        else resolve(answer);
      });
      child.send(question as never);
    });
  }

  return {
    ask,
    async stop() {
      child.kill("SIGKILL");
      await gone;
    },
  };
}

function holdToCore({ pid }: ChildProcess, core: number): void {
  if (process.platform !== "linux" || pid === undefined || availableParallelism() < 2) return;
  // Threads that exist already are moved, too.
  const { status } = spawnSync("taskset", ["-a", "-c", "-p", String(core), String(pid)], { stdio: "ignore" });
  if (status !== 0) console.warn("  taskset is missing or refused: processes are not held to a core each");
}
