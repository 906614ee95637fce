import { outageWarning, type Identity, type OutageWarning } from "@latchkey/core";

/** Milliseconds between warnings: what fails for one token may work for the next, over and over. */
const QUIET_MS = 60_000;

const outages = new WeakMap<Identity, OutageWarning>();

/** One process warning for each outage of an application's `identity`, and at most one a minute. */
export function warnOfOutage(identity: Identity, error: unknown): void {
  const warning = outages.get(identity) ?? outageWarning("LATCHKEY_IDENTITY_FAILED", { quietMs: QUIET_MS });
  outages.set(identity, warning);
  warning.began(
    `the option \`identity\` failed (${nameOf(error)}): it must answer within a second, and let nobody in without ` +
      "what identityPrincipal() makes",
  );
}

/** It works; the next outage is worth a warning of its own. */
export function endOutage(identity: Identity): void {
  outages.get(identity)?.over();
}

/** As classes are named. No message: it could hold the token, and logs are read by many. */
const NAME = /^[A-Z][A-Za-z0-9]{0,40}$/;

/** What was thrown can be anything, also what throws when it is looked at. */
function nameOf(error: unknown): string {
  try {
    const { name } = (error ?? {}) as { readonly name?: unknown };
    return typeof name === "string" && NAME.test(name) ? name : "no error object";
  } catch {
    return "no error object";
  }
}
