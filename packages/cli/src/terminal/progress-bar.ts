import type { Output } from "../world.js";
import type { StartProgress } from "./progress.js";

const WIDTH = 24;
const USUAL_COLUMNS = 80;
/** Back to the beginning of the line, and what is left of the one before is taken away. */
const AGAIN = "\r\u001b[K";

/**
 * A bar in one line of a terminal. By hand: the bars of prompt libraries listen to stdin, where an import may come from,
 * and end a process that was interrupted as if it were done.
 */
export function progressBar(output: Output): StartProgress {
  return function startProgress(title) {
    output.write(lineOf(0, title));
    return {
      advanceTo: (share, text) => void output.write(lineOf(share, text)),
      end: (text) => void output.write(`${lineOf(1, text)}\n`),
    };
  };

  function lineOf(share: number, text: string): string {
    const part = Math.min(1, Math.max(0, share));
    const full = Math.floor(part * WIDTH);
    const bar = "█".repeat(full) + "░".repeat(WIDTH - full);
    const line = `${bar} ${String(Math.floor(part * 100)).padStart(3)} %  ${text}`;
    // A line that is broken cannot be written over.
    return AGAIN + line.slice(0, (output.columns || USUAL_COLUMNS) - 1);
  }
}
