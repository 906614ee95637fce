import { checkOptionNames, ConfigurationError, type Actor, type Keyring } from "@latchkey/core";
import { checkKeyring } from "@latchkey/express";
import type { Request } from "express";

import { resolveTrustedOrigins } from "./http/cross-site.js";
import { KEY_OPERATIONS, type Collection, type KeyOperation } from "./routes/key-routes.js";
import { checkWire } from "./wire/check-wire.js";
import type { WireFormat } from "./wire/wire-format.js";

export interface AdminOptions {
  /**
   * Who is asking: `keyActor(req.principal)` for an API key, a user with grants for somebody who has signed in, null
   * for nobody (401). Throwing, rejecting, a system actor and no answer within 10 s are 503. `address` and `requestId` are filled in.
   */
  readonly actor: (req: Request) => Actor | null | undefined | Promise<Actor | null | undefined>;
  /** Other origins whose pages may send changes with the user's cookies, such as `["https://app.example.com"]`. */
  readonly trustedOrigins?: readonly string[] | undefined;
  /** How the collection of keys speaks; by default as the OpenAPI document says. */
  readonly wire?: WireFormat | undefined;
  /**
   * What is served of the collection of keys; what is not named does not exist. By default all of it, and with a `wire`
   * what that speaks of: `listKeys`, `createKey`, `getKey`, `revokeKey`, and `updateKey` if it can read changes.
   */
  readonly operations?: readonly KeyOperation[] | undefined;
}

/** The options, checked. */
export interface ResolvedOptions extends Collection {
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
  checkOptionNames(of, given, ["actor", "trustedOrigins", "wire", "operations"]);
  if (typeof given.actor !== "function")
    throw new ConfigurationError("actor", `${REMEDY}${of}(keyring, ${EXAMPLE})`);
  return {
    keyring,
    actorOf: given.actor,
    trustedOrigins: resolveTrustedOrigins(given.trustedOrigins),
    ...checkCollection(given),
  };
}

function checkCollection({ wire, operations }: Collection): Collection {
  const format = wire === undefined ? undefined : checkWire(wire);
  checkOperations(operations);
  if (format !== undefined && format.readUpdate === undefined && operations?.includes("updateKey"))
    throw new ConfigurationError(
      "operations",
      "names `updateKey`, but the format has no `readUpdate` to read it",
    );
  return { wire: format, operations };
}

function checkOperations(operations: unknown): void {
  if (operations === undefined) return;
  const known: readonly unknown[] = KEY_OPERATIONS;
  if (Array.isArray(operations) && operations.length > 0 && operations.every((name) => known.includes(name)))
    return;
  throw new ConfigurationError("operations", `must be a list of some of ${KEY_OPERATIONS.join(", ")}`);
}

const REMEDY = "must be a function that says who is asking, null for nobody: ";
const EXAMPLE = "{ actor: (req) => (req.principal ? keyActor(req.principal) : null) }";
