import { spawn } from "node:child_process";
import type { Socket } from "node:net";

/**
 * Has a shell command run if this process ends before the returned function is called, however it ends: kill -9
 * leaves no time for anything, but it breaks the pipe on which the shell waits.
 */
export function ifWeEnd(command: string, ...parameters: readonly string[]): () => void {
  const script = `read -r released || { ${command}; }`;
  const shell = spawn("/bin/sh", ["-c", script, "if-we-end", ...parameters], {
    // Outside of our process group, which a terminal interrupts as a whole.
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  shell.unref();
  (shell.stdin as Socket).unref();
  shell.stdin.on("error", () => undefined);
  return function release() {
    shell.stdin.end("released\n");
  };
}
