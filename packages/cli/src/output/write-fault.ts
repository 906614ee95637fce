import type { World } from "../world.js";
import type { Fault } from "./fault.js";
import { oneLine } from "./one-line.js";

/** Writes to stderr what went wrong and what to do, so that stdout holds answers only. */
export function writeFault({ errors }: World, fault: Fault, { json }: { readonly json: boolean }): void {
  const { code, message, remedy } = fault;
  if (json) errors.write(`${JSON.stringify({ error: { code, message, remedy } }, null, 2)}\n`);
  else errors.write(`latchkey: ${oneLine(message)}\n  ${oneLine(remedy)}\n`);
}
