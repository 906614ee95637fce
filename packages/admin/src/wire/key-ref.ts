import type { KeyRef } from "@latchkey/core";
import * as z from "zod";

const ID = /^[0-9A-Za-z]{16}$/;
const NUMBER = /^[1-9][0-9]{0,14}$/;

export const keyRefSchema = z.string().meta({
  description: "A key: its id, or its number.",
  pattern: `${ID.source}|${NUMBER.source}`,
  examples: ["7Fq2mX0cRt9aLw4Z", "17"],
});

/** The key that a path segment names by id or number. Nothing is decoded: neither form needs it. */
export function readKeyRef(segment: string): KeyRef | null {
  if (ID.test(segment)) return { id: segment };
  if (NUMBER.test(segment)) return { number: Number(segment) };
  return null;
}
