import { type LatchkeyError } from "../latchkey-error.js";
import { isAboutInput } from "./at-index.js";
import type { ImportOutcome } from "./import-outcome.js";

/** Besides what is wrong with an input: no room for it, and an owner whom the application cannot be asked about. */
const ABOUT_ONE: ReadonlySet<string> = new Set(["quota_exceeded", "identity_unavailable"]);

/** A fault as the outcome of the input that it is about; throws one that is about none. */
export function refusalOf(fault: unknown): Extract<ImportOutcome, { outcome: "refused" }> {
  const { code, message, errors } = fault as LatchkeyError;
  if (!ABOUT_ONE.has(code) && !isAboutInput(fault)) throw fault;
  return { outcome: "refused", code, message, ...(errors !== undefined && { errors }) };
}
