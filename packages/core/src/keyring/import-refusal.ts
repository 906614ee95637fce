import { type LatchkeyError } from "../latchkey-error.js";
import { isAboutInput } from "./at-index.js";
import type { ImportOutcome } from "./import-outcome.js";

/** A fault as the outcome of the input that it is about; throws one that is about none. */
export function refusalOf(fault: unknown): Extract<ImportOutcome, { outcome: "refused" }> {
  const { code, message, errors } = fault as LatchkeyError;
  if (code !== "quota_exceeded" && !isAboutInput(fault)) throw fault;
  return { outcome: "refused", code, message, ...(errors !== undefined && { errors }) };
}
