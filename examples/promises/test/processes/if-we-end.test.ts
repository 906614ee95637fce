import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

import { eventually } from "../../src/processes/eventually.ts";

const PROGRAM = join(__dirname, "holds-a-server.ts");

test("a process and its folder go with the one that started them, also when that is killed", async () => {
  const starter = spawn(process.execPath, [PROGRAM], { stdio: ["ignore", "pipe", "inherit"] });
  const line = await new Promise<string>((resolve) =>
    starter.stdout.once("data", (data) => resolve(String(data))),
  );
  const { pid, folder } = JSON.parse(line) as { pid: number; folder: string };
  expect(isRunning(pid)).toBe(true);
  starter.kill("SIGKILL");
  await eventually("the process is gone", 10_000, () => !isRunning(pid) || undefined);
  await eventually("the folder is gone", 10_000, () => !existsSync(folder) || undefined);
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
