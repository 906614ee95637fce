import { LatchkeyError } from "@latchkey/core";

/** Ends a verification that says nothing about the token; told by its code. */
export function identityUnavailable(): LatchkeyError {
  return new LatchkeyError("identity_unavailable", "The token could not be checked. Try again shortly.");
}

export function isUnavailable(error: unknown): boolean {
  return (error as Partial<LatchkeyError> | undefined)?.code === "identity_unavailable";
}
