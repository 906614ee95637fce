#!/usr/bin/env node
import { tooOldNode } from "./least-node.js";

const refusal = tooOldNode(process.version);
if (refusal === undefined) {
  // Not before: on an older Node what it brings along can end the process without a word.
  // eslint-disable-next-line no-restricted-syntax -- published as ESM only
  const { runInProcess } = await import("./run-in-process.js");
  process.exitCode = await runInProcess(process);
} else {
  process.stderr.write(refusal);
  process.exitCode = 3;
}
