import { failure, inTime, LatchkeyError, outageWarning, tookTooLong, type Actor } from "@latchkey/core";
import { clientAddress, requestId } from "@latchkey/express";
import type { Request } from "express";

import type { AdminOptions } from "../admin-options.js";

type Fields = Readonly<Record<string, unknown>>;

const DEADLINE = 10_000;

/**
 * Makes the function that finds out who is asking. Whatever is not plainly an actor is refused: nobody is 401, and an
 * `actor` function that fails, gives something else or does not answer in 10 s is 503, with one process warning
 * until it works again.
 */
export function actorReader(actorOf: AdminOptions["actor"]): (req: Request) => Promise<Actor> {
  const warning = outageWarning("LATCHKEY_ACTOR_UNAVAILABLE");

  function unavailable(why: string): LatchkeyError {
    warning.began(`the \`actor\` function of the admin router ${why}`);
    return new LatchkeyError(
      "identity_unavailable",
      "It could not be found out who is asking. Try again shortly.",
    );
  }

  return async function readActor(req) {
    let given: unknown;
    try {
      given = copyOf(await inTime(Promise.resolve(actorOf(req)), DEADLINE, tookTooLong));
    } catch (error) {
      throw unavailable(failure(error));
    }
    if (given === null || given === undefined) throw nobody();
    if (!isOfRequest(given)) throw unavailable("gave something else than a user or a key");
    warning.over();
    // Core checks the rest of an actor's shape.
    const { address = clientAddress(req), requestId: id = requestId(req) } = given;
    return { ...given, address, requestId: id };
  };
}

/** Reads each field once, whatever stands behind it: what is checked is then what is used. */
function copyOf(given: unknown): unknown {
  if (typeof given !== "object" || given === null) return given;
  const { kind, id, name, keyId, grants, address, requestId: request } = given as Fields;
  return { kind, id, name, keyId, grants: listOf(grants, copyOfGrant), address, requestId: request };
}

function copyOfGrant(given: unknown): unknown {
  const { org, project, permissions, role, reach } = (given ?? {}) as Fields;
  return { org, project, permissions: listOf(permissions, (permission) => permission), role, reach };
}

/** What is no list stays what it is, for core to refuse. */
function listOf(given: unknown, copyOfEntry: (entry: unknown) => unknown): unknown {
  return Array.isArray(given) ? Array.from(given, copyOfEntry) : given;
}

/** A system actor holds everything, so none may come out of a request. */
function isOfRequest(given: unknown): given is Exclude<Actor, { kind: "system" }> {
  const { kind } = given as { readonly kind?: unknown };
  return typeof given === "object" && (kind === "user" || kind === "key");
}

function nobody(): LatchkeyError {
  return new LatchkeyError(
    "credentials_required",
    "It is not known who is asking. Sign in, or send an API key where this API takes one.",
  );
}
