import type { Answer } from "../../src/load/answer-log.ts";

/** An answer that took 5 ms. */
export function answer(process: number, keyId: string, sentAt: number, status: number): Answer {
  const retryAfter = status === 503 ? "1" : undefined;
  return { process, keyId, status, sentAt, arrivedAt: sentAt + 5, retryAfter };
}
