import type { LatchkeyError } from "@latchkey/core";
import type { Refusal } from "@latchkey/express";

import type { WireFormat } from "../wire/wire-format.js";
import { inWireNames } from "../wire/wire-names.js";

/** By name, not `instanceof`: an application that loads both module formats holds two classes. */
export function isLatchkeyError(fault: unknown): fault is LatchkeyError {
  const { name, code } = (fault ?? {}) as Partial<LatchkeyError>;
  return name === "LatchkeyError" && typeof code === "string";
}

/** What an error of core's says, in the names of a format. */
export function refusalOf(fault: LatchkeyError, { names = {} }: WireFormat): Refusal {
  const { code, retryAfter, ofActor } = fault;
  return { code, retryAfter, ofActor, ...inWireNames(fault, names) };
}
