import type { ErrorCode } from "@latchkey/core";
import type { Request } from "express";

import { warnOnce } from "./warn-once.js";

/** What a request is refused with. Holds no token. */
export interface ObservedRefusal {
  readonly code: ErrorCode;
  /** The HTTP status of the answer. */
  readonly status: number;
  /** What the client is told. */
  readonly detail: string;
}

/** Hears of refusals, for logs and metrics. */
export type RefusalObserver = (refusal: ObservedRefusal, req: Request) => void;

/** Tells the observer. It only looks on: what it throws, or rejects with, is dropped with one process warning. */
export function observeRefusal(observer: RefusalObserver, refusal: ObservedRefusal, req: object): void {
  try {
    const heard: unknown = observer(refusal, req as Request);
    if (isThenable(heard)) heard.then(undefined, warnOfFault);
  } catch (fault) {
    warnOfFault(fault);
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as PromiseLike<unknown> | null | undefined)?.then === "function";
}

/** Name only, no message: that could hold anything, and logs are read by many. */
function warnOfFault(fault: unknown): void {
  const name = fault instanceof Error ? fault.constructor.name : typeof fault;
  warnOnce("LATCHKEY_ON_REFUSAL", `\`onRefusal\` failed (${name}); requests are refused all the same`);
}
