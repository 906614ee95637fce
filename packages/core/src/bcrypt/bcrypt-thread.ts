import type { Worker } from "node:worker_threads";

import type { BcryptAnswer, BcryptCall } from "./bcrypt-program.js";
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
  /** Answers come in the order of the calls. */
  let waiting: ((answer?: BcryptAnswer) => void)[] = [];

  async function run(call: BcryptCall): Promise<string | boolean | undefined> {
    clearTimeout(idle);
    const asked = (worker ??= begin());
    if (asked === undefined) return undefined;
    const answer = await new Promise<BcryptAnswer | undefined>((resolve) => {
      waiting.push(resolve);
      asked.ref();
      asked.postMessage(call);
    });
    return answer?.result;
  }

  /** What cannot be started once, or has ended before it answered, is not tried again. */
  function begin(): Worker | undefined {
    if (impossible) return undefined;
    impossible = true;
    try {
      const begun = start();
      begun.on("message", (answer: BcryptAnswer) => answered(begun, answer));
      begun.on("exit", () => gone(begun));
      // Its end is what tells; without a listener an error would end the process.
      return begun.on("error", () => undefined);
    } catch {
      return undefined;
    }
  }

  function answered(by: Worker, answer: BcryptAnswer): void {
    impossible = false;
    waiting.shift()?.(answer);
    if (waiting.length > 0) return;
    by.unref();
    idle = setTimeout(() => {
      worker = undefined;
      void by.terminate();
    }, IDLE_MS).unref();
  }

  function gone(ended: Worker): void {
    if (worker !== ended) return;
    worker = undefined;
    const left = waiting;
    waiting = [];
    for (const settle of left) settle();
  }

  return { run };
}
