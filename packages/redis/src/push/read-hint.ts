import type { ChangeHint } from "@latchkey/core";

/** Longer ones are not ours, and not worth reading. */
const LONGEST = 64;

/** What a message says, or null for one that is no hint: anyone who can publish may have sent it. */
export function readHint(text: unknown): ChangeHint | null {
  if (typeof text !== "string" || text.length > LONGEST) return null;
  const seq = seqIn(text);
  return typeof seq === "number" && Number.isSafeInteger(seq) && seq >= 0 ? { seq } : null;
}

export function hintText({ seq }: ChangeHint): string {
  return JSON.stringify({ seq });
}

function seqIn(text: string): unknown {
  try {
    return (JSON.parse(text) as { seq?: unknown } | null)?.seq;
  } catch {
    return undefined;
  }
}
