import { checkOptionNames, ConfigurationError, type Actor, type Keyring } from "@latchkey/core";
import { checkKeyring } from "@latchkey/express";
import type { Request } from "express";

import { resolveTrustedOrigins } from "./http/cross-site.js";

export interface AdminOptions {
  /**
   * Who is asking: `keyActor(req.principal)` for an API key, a user with grants for somebody who has signed in, null
   * for nobody (401). Throwing, rejecting, a system actor and no answer within 10 s are 503. `address` and `requestId` are filled in.
   */
  readonly actor: (req: Request) => Actor | null | undefined | Promise<Actor | null | undefined>;
  /** Other origins whose pages may send changes with the user's cookies, such as `["https://app.example.com"]`. */
  readonly trustedOrigins?: readonly string[] | undefined;
}

/** The options, checked. */
export interface ResolvedOptions {
  readonly keyring: Keyring;
  readonly actorOf: AdminOptions["actor"];
  readonly trustedOrigins: ReadonlySet<string>;
}

/** Checks what a router was made with; whatever is wrong throws here, not at the first request. */
export function resolveOptions(
  of: string,
  keyring: Keyring,
  options: AdminOptions | undefined,
): ResolvedOptions {
  checkKeyring(of, keyring);
  const given: Partial<AdminOptions> = options ?? {};
  checkOptionNames(of, given, ["actor", "trustedOrigins"]);
  if (typeof given.actor !== "function")
    throw new ConfigurationError("actor", `${REMEDY}${of}(keyring, ${EXAMPLE})`);
  return { keyring, actorOf: given.actor, trustedOrigins: resolveTrustedOrigins(given.trustedOrigins) };
}

const REMEDY = "must be a function that says who is asking, null for nobody: ";
const EXAMPLE = "{ actor: (req) => (req.principal ? keyActor(req.principal) : null) }";
