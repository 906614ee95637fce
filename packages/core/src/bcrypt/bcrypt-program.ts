/** What the thread is asked: a hash of data at so many rounds, or whether a hash is of this data. */
export type BcryptCall =
  readonly ["hashSync", data: string, rounds: number] | readonly ["compareSync", data: string, hash: string];

/** The same with a number of its own, by which its answer is known. */
export interface NumberedCall {
  readonly number: number;
  readonly call: BcryptCall;
}

/** Without a result when bcrypt threw, which says nothing of what it was given. */
export interface BcryptAnswer {
  readonly number: number;
  readonly result?: string | boolean;
}

/**
 * CommonJS, run in a thread with bcrypt's path as its data. On Linux priorities are each thread's own: where bcrypt
 * shares a core with the event loop, the event loop goes first. Elsewhere they are the whole process's, and stay.
 */
export const BCRYPT_PROGRAM = `
const os = require("node:os");
const { parentPort, workerData } = require("node:worker_threads");
const bcrypt = require(workerData);
const LOW = os.constants.priority.PRIORITY_BELOW_NORMAL;
try {
  if (process.platform === "linux" && os.getPriority() < LOW) os.setPriority(LOW);
} catch {}
parentPort.on("message", ({ number, call: [name, data, other] }) => {
  let answer = { number };
  try {
    answer = { number, result: bcrypt[name](data, other) };
  } catch {}
  parentPort.postMessage(answer);
});
`;
