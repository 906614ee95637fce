import { writeSync } from "node:fs";

/** Prints one line of JSON at once: what was said before a kill -9 was heard. */
export function say(line: unknown): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}
