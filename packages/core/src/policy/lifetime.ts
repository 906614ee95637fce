import { invalidField } from "../keys/field-errors.js";
import type { LatchkeyError } from "../latchkey-error.js";
import type { Policy } from "./policy.js";

type Lifetimes = Pick<Policy, "expiryRequired" | "minLifetime" | "maxLifetime">;

/** Refuses, at this moment, an expiry that is new and that the policy does not allow: `invalid_field`. */
export function requireLifetime(policy: Lifetimes, expiresAt: number | null, now: number): void {
  const { expiryRequired, minLifetime, maxLifetime } = policy;
  if (expiresAt === null) {
    if (expiryRequired) throw wrong("must be given: keys have to expire here");
    return;
  }
  const lifetime = expiresAt - now;
  // With no least lifetime a key may be made to expire at once.
  if (minLifetime > 0 && lifetime < minLifetime * 1000)
    throw wrong(`must be ${minLifetime} seconds from now at least`);
  if (maxLifetime !== null && lifetime > maxLifetime * 1000)
    throw wrong(`must be ${maxLifetime} seconds from now at most`);
}

/** Refuses, at this moment, an expiry that a new key cannot have: one that is past, too. */
export function requireNewLifetime(policy: Lifetimes, expiresAt: number | null, now: number): void {
  if (expiresAt !== null && expiresAt <= now) throw wrong("must be in the future");
  requireLifetime(policy, expiresAt, now);
}

function wrong(message: string): LatchkeyError {
  return invalidField(["expiresAt"], message);
}
