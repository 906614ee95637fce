import type { Worker } from "node:worker_threads";

import type { BcryptAnswer, BcryptCall, NumberedCall } from "./bcrypt-program.js";
import { startWorker } from "./start-worker.js";

/** A thread that computes bcrypt, one call after the other, and does nothing else. */
export interface BcryptThread {
  /** The result of a call; undefined when bcrypt or the thread failed, or when there is no such thread to be had here. */
  run(call: BcryptCall): Promise<string | boolean | undefined>;
}

/** Longer than that a thread is not kept for nothing. */
const IDLE_MS = 10_000;

/**
 * A thread of its own, because on libuv's threads file reads and DNS of the whole process would wait behind bcrypt.
 * It is started by the first call, holds the process open only while it works, and ends when it was idle for a while.
 */
export function bcryptThread(start: () => Worker = startWorker): BcryptThread {
  let worker: Worker | undefined;
  let impossible = false;
  let idle: NodeJS.Timeout | undefined;
  /** By the numbers of the calls. */
  const waiting = new Map<number, (answer?: BcryptAnswer) => void>();
  let calls = 0;

  async function run(call: BcryptCall): Promise<string | boolean | undefined> {
    clearTimeout(idle);
    const asked = (worker ??= begin());
    if (asked === undefined) return undefined;
    const answer = await new Promise<BcryptAnswer | undefined>((resolve) => {
      const numbered: NumberedCall = { number: ++calls, call };
      waiting.set(numbered.number, resolve);
      asked.ref();
      asked.postMessage(numbered);
    });
    return answer?.result;
  }

  /** What cannot be started once, or has ended before it answered, is not tried again. */
  function begin(): Worker | undefined {
    if (impossible) return undefined;
    impossible = true;
    try {
      const begun = start();
      begun.on("message", (message: unknown) => answered(begun, message));
      begun.on("exit", () => gone(begun));
      // Its end is what tells; without a listener an error would end the process.
      return begun.on("error", () => undefined);
    } catch {
      return undefined;
    }
  }

  /** What else runs in threads of this process may send messages, too: those answer nobody. */
  function answered(by: Worker, message: unknown): void {
    const answer = message as BcryptAnswer | null;
    const settle = waiting.get(answer?.number ?? 0);
    if (by !== worker || answer === null || settle === undefined) return;
    impossible = false;
    waiting.delete(answer.number);
    settle(answer);
    if (waiting.size > 0) return;
    by.unref();
    idle = setTimeout(() => {
      worker = undefined;
      void by.terminate();
    }, IDLE_MS).unref();
  }

  function gone(ended: Worker): void {
    if (worker !== ended) return;
    worker = undefined;
    const left = [...waiting.values()];
    waiting.clear();
    for (const settle of left) settle();
  }

  return { run };
}
