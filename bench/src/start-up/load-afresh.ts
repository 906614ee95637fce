import { FORMATS, type Format, type Loaded } from "./formats.ts";
import { runProgram } from "./run-program.ts";

/** What loading something took, and what the process held once it was loaded. */
export interface Load {
  /** Milliseconds, those of Node's own threads included. */
  readonly cpu: number;
  /** MiB of JavaScript's objects and code, and of what they hold beyond. */
  readonly heap: number;
  /** MiB that the system gave the process. */
  readonly resident: number;
}

/** Loads something in a process of its own, after something else that is not measured. */
export function loadAfresh(format: Format, measured: Loaded, before: Loaded = "nothing"): Load {
  const { code } = FORMATS[format];
  const program = `${code[before]}
    const began = process.cpuUsage();
    ${code[measured]}
    const { user, system } = process.cpuUsage(began);
    gc();
    gc();
    const { heapUsed, external, rss } = process.memoryUsage();
    const heap = (heapUsed + external) / 2 ** 20;
    console.log(JSON.stringify({ cpu: (user + system) / 1e3, heap, resident: rss / 2 ** 20 }));`;
  return runProgram(format, program, ["--expose-gc"]) as Load;
}
