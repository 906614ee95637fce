import { CliError } from "../cli-error.js";
import type { Input } from "../world.js";

/** All of stdin as text, of which there is little. */
export async function readInput(input: Input, longest: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of input) {
    const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    length += bytes.length;
    if (length > longest)
      throw new CliError("failed", `There are more than ${longest} bytes on stdin.`, "Give it one token.");
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString("utf8");
}
