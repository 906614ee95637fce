import { createRequire } from "node:module";
import * as util from "node:util";
import { Worker } from "node:worker_threads";

import { BCRYPT_PROGRAM } from "./bcrypt-program.js";

/**
 * Starts the thread, which does not hold the process open. The program is given as text, and bcrypt is looked for from
 * here, so that both are found in every module format and in bundles. Throws where that is not to be had.
 */
export function startWorker(): Worker {
  // Not by its name in the import: a runtime without it could not load this file at all.
  const [here] = util.getCallSites(1, { sourceMap: false });
  const bcrypt = createRequire(here?.scriptName ?? "").resolve("bcrypt");
  const worker = new Worker(BCRYPT_PROGRAM, {
    eval: true,
    name: "latchkey bcrypt",
    workerData: bcrypt,
    // Those of the process could make a module of the program, or run what is meant for applications; NODE_OPTIONS of
    // its environment could, too, which has secrets besides.
    execArgv: [],
    env: {},
  });
  worker.unref();
  return worker;
}
