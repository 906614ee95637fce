import type { LatchkeyError } from "@latchkey/core";
import { sendProblem, type Refusal } from "@latchkey/express";
import type { NextFunction, Request, Response } from "express";

import { inWireNames } from "../wire/wire-names.js";

/** Answers with the problem of a fault that has one; any other is the application's to handle, and shows nothing here. */
export function sendFault(req: Request, res: Response, next: NextFunction, fault: unknown): void {
  if (isLatchkeyError(fault)) sendProblem(req, res, refusalOf(fault));
  else next(fault);
}

/** By name, not `instanceof`: an application that loads both module formats holds two classes. */
function isLatchkeyError(fault: unknown): fault is LatchkeyError {
  const { name, code } = (fault ?? {}) as Partial<LatchkeyError>;
  return name === "LatchkeyError" && typeof code === "string";
}

function refusalOf(fault: LatchkeyError): Refusal {
  const { code, retryAfter, ofActor } = fault;
  return { code, retryAfter, ofActor, ...inWireNames(fault) };
}
