import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";

import { eventually } from "../../src/processes/eventually.ts";
import { signalTree, treeOf } from "../../src/processes/process-tree.ts";

test("a signal reaches the children of a process too", async () => {
  const shell = spawn("/bin/sh", ["-c", "sleep 60 & sleep 60; wait"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const pid = shell.pid ?? 0;
  const tree = await eventually("two children", 5_000, () =>
    treeOf(pid).length === 3 ? treeOf(pid) : undefined,
  );
  expect(tree[0]).toBe(pid);
  signalTree(pid, "SIGKILL");
  // The sleepers hold the shell's output open: it ends when all of them have.
  expect(
    await Promise.race([text(shell.stdout), sleep(10_000, "the sleepers live on", { ref: false })]),
  ).toBe("");
});
