import { randomUUID } from "node:crypto";

/** A channel, or what names of counters begin with, that no other test uses. */
export function uniqueName(): string {
  return `latchkey-test:${randomUUID()}`;
}
