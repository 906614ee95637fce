import type { KeyRef } from "@latchkey/core";
import * as z from "zod";

const ID = /^[0-9A-Za-z]{16}$/;
const NUMBER = /^[1-9][0-9]{0,14}$/;

export const keyRefSchema = z.string().meta({
  description: "A key: its id, or its number.",
  pattern: `${ID.source}|${NUMBER.source}`,
  examples: ["7Fq2mX0cRt9aLw4Z", "17"],
});

/** The number of no key; core answers as for a key that does not exist, without asking the store. */
const NO_KEY: KeyRef = { number: Number.NaN };

/**
 * The key that a path segment names. A segment that can name none is not refused here, because whoever lacks the
 * permission must hear that first. Nothing is decoded: neither form needs it.
 */
export function readKeyRef(segment: string): KeyRef {
  if (ID.test(segment)) return { id: segment };
  if (NUMBER.test(segment)) return { number: Number(segment) };
  return NO_KEY;
}
