import type { Account } from "./account.ts";
import { eventually } from "./eventually.ts";
import { signalTree } from "./process-tree.ts";
import { startProcess, type RunningProcess } from "./start-process.ts";

/** A server of our own, to be frozen, killed and started again. */
export interface PrivateServer {
  /** Stops it and all its processes as they stand (SIGSTOP). */
  freeze(): void;
  thaw(): void;
  /** Ends it and all its processes without a warning (SIGKILL). */
  kill(): Promise<void>;
  /** Starts it again on the same data and port; resolves when it answers. */
  restart(): Promise<void>;
}

export interface ServerDefinition {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly account?: Account;
  /** Resolves when the server answers; is asked until it does. */
  ready(): Promise<unknown>;
}

const START_MS = 60_000;

/** Starts a server and waits until it answers. */
export async function startPrivateServer(definition: ServerDefinition): Promise<PrivateServer> {
  let running = await started(definition);
  return {
    freeze: () => signalTree(running.pid, "SIGSTOP"),
    thaw: () => signalTree(running.pid, "SIGCONT"),
    kill: () => killed(running),
    async restart() {
      running = await started(definition);
    },
  };
}

async function started({ name, program, args, account, ready }: ServerDefinition): Promise<RunningProcess> {
  const running = startProcess(program, args, account === undefined ? {} : { account });
  try {
    await eventually(`${name} answers`, START_MS, async () => {
      if (!running.alive) return true;
      await ready();
      return true;
    });
    if (!running.alive) throw new Error(`${name} ended: ${running.stderr}${running.stdout}`);
    return running;
  } catch (error) {
    await killed(running);
    throw error;
  }
}

/** What it has written is thrown away, so that it need not end well. */
async function killed(running: RunningProcess): Promise<void> {
  if (!running.alive) return;
  signalTree(running.pid, "SIGKILL");
  await running.ended;
}
