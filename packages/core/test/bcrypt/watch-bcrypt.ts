import { createHook } from "node:async_hooks";
import { Worker } from "node:worker_threads";

import type { NumberedCall } from "../../src/bcrypt/bcrypt-program.js";

/** What bcrypt was asked, and where. */
export interface WatchedBcrypt {
  compares: number;
  hashes: number;
  /** Calls that the thread was given and has not answered, now and at most. */
  atOnce: number;
  mostAtOnce: number;
  /** Calls that went to one of libuv's threads. */
  onThePool: number;
  /** The thread is asked nothing while this is set: it is the answer. */
  instead: boolean | undefined;
  reset(): void;
}

const NOTHING = { compares: 0, hashes: 0, atOnce: 0, mostAtOnce: 0, onThePool: 0, instead: undefined };

/** Counts what bcrypt is asked in all tests of this file. */
export function watchBcrypt(): WatchedBcrypt {
  const watched: WatchedBcrypt = { ...NOTHING, reset: () => void Object.assign(watched, NOTHING) };
  const { postMessage } = Worker.prototype;
  const pool = createHook({
    init(_id, type) {
      if (type.startsWith("bcrypt:")) watched.onThePool++;
    },
  });

  function post(this: Worker, numbered: NumberedCall): void {
    const { number, call } = numbered;
    if (call[0] === "compareSync") watched.compares++;
    else watched.hashes++;
    watched.mostAtOnce = Math.max(watched.mostAtOnce, ++watched.atOnce);
    this.once("message", () => watched.atOnce--);
    if (watched.instead === undefined) postMessage.call(this, numbered);
    else this.emit("message", { number, result: watched.instead });
  }

  beforeAll(() => {
    Worker.prototype.postMessage = post;
    pool.enable();
  });
  // Node's own module is the same for all files of tests that run in this process.
  afterAll(() => {
    Worker.prototype.postMessage = postMessage;
    pool.disable();
  });
  return watched;
}
