import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";

/** Signals a process and all its descendants, whatever process groups they have made: PostgreSQL gives each of its own. */
export function signalTree(root: number, signal: NodeJS.Signals): void {
  const signalled = new Set<number>();
  // All that are there now, parents first; then again until nobody is new, for one may have started another meanwhile.
  for (let tree = treeOf(root); tree.some((pid) => !signalled.has(pid)); tree = treeOf(root)) {
    for (const pid of tree.filter((each) => !signalled.has(each))) {
      signalled.add(pid);
      signalOne(pid, signal);
    }
  }
}

/** The process and its descendants, parents before children. */
export function treeOf(root: number): number[] {
  const all = parents();
  const tree = [root];
  for (const pid of tree) tree.push(...all.filter(([, parent]) => parent === pid).map(([child]) => child));
  return tree;
}

function signalOne(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** Every process with its parent. */
function parents(): readonly (readonly [pid: number, parent: number])[] {
  if (!existsSync("/proc/self/stat")) {
    const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" }).trim().split("\n");
    return lines.map((line) => {
      const [pid, parent] = line.trim().split(/\s+/).map(Number);
      return [pid ?? 0, parent ?? 0] as const;
    });
  }
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => [Number(name), parentOf(name)] as const);
}

function parentOf(pid: string): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name of the program is in parentheses and may hold anything.
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return 0;
  }
}
