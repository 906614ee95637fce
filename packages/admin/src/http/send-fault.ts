import type { NextFunction, Request, Response } from "express";

import type { WireFormat } from "../wire/wire-format.js";
import { handOn } from "./hand-on.js";
import { isLatchkeyError, refusalOf } from "./refusal-of.js";
import { sendRefusal } from "./send-refusal.js";

interface Exchange {
  readonly req: Request;
  readonly res: Response;
  readonly next: NextFunction;
}

/** Answers with the refusal of a fault that has one; any other is the application's to handle, and shows nothing here. */
export function sendFault(wire: WireFormat, { req, res, next }: Exchange, fault: unknown): void {
  if (isLatchkeyError(fault)) sendRefusal(req, res, wire, refusalOf(fault, wire));
  else handOn(next, fault);
}
