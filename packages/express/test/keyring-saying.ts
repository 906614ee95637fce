import type { Keyring, Principal, Verdict, VerifyOrigin } from "@latchkey/core";
import { fakePrincipal } from "@latchkey/core/testing";

/** A keyring that answers every token with what is said, at once; it can nothing else. */
export function keyringSaying(
  say: Verdict | ((token: string, origin: VerifyOrigin) => Verdict | undefined),
): Keyring {
  const answer = typeof say === "function" ? say : () => say;
  return {
    verifySync: (token: string, origin: VerifyOrigin = {}) => answer(token, origin),
    verify: () => Promise.reject(new Error("there is nothing to await")),
  } as Partial<Keyring> as Keyring;
}

/** The same, but each answer is awaited. */
export function slowKeyringSaying(verdict: Verdict): Keyring {
  return {
    verifySync: () => undefined,
    verify: () => new Promise((resolve) => setImmediate(resolve, verdict)),
  } as Partial<Keyring> as Keyring;
}

/** Lets somebody in. */
export function accepted(principal: Principal = fakePrincipal()): Verdict & { readonly ok: true } {
  return { ok: true, principal };
}
