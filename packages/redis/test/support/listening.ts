import type { Push } from "@latchkey/core";
import { eventually } from "./eventually.js";

export interface Heard {
  /** The seq of every hint, in order. */
  readonly seqs: readonly number[];
  stop(): void;
}

/** Listens, from the moment at which messages arrive. */
export async function listening(push: Push): Promise<Heard> {
  const seqs: number[] = [];
  const stop = push.subscribe(({ seq }) => void seqs.push(seq));
  await eventually(() => seqs.length > 0);
  return { seqs, stop };
}
