import { LatchkeyError, type Actor } from "@latchkey/core";
import { requestId } from "@latchkey/express";
import type { Request } from "express";

import type { AdminOptions } from "../admin-options.js";
import { clientAddress } from "./client-address.js";

/**
 * Makes the function that finds out who is asking. Whatever is not plainly an actor is refused: nobody is 401, and an
 * `actor` function that fails or gives something else is 503, with one process warning until it works again.
 */
export function actorReader(actorOf: AdminOptions["actor"]): (req: Request) => Promise<Actor> {
  let failing = false;

  function unavailable(why: string): LatchkeyError {
    if (!failing) warn(why);
    failing = true;
    return new LatchkeyError(
      "identity_unavailable",
      "It could not be found out who is asking. Try again shortly.",
    );
  }

  return async function readActor(req) {
    let given: unknown;
    try {
      given = await actorOf(req);
    } catch (error) {
      throw unavailable(`failed (${nameOf(error)})`);
    }
    if (given === null || given === undefined) throw nobody();
    if (!isOfRequest(given)) throw unavailable("gave something else than a user or a key");
    failing = false;
    const { address = clientAddress(req), requestId: id = requestId(req) } = given;
    return { ...given, address, requestId: id };
  };
}

/** A system actor holds everything, so none may come out of a request. Core checks the rest of an actor's shape. */
function isOfRequest(given: unknown): given is Exclude<Actor, { kind: "system" }> {
  const { kind } = given as { readonly kind?: unknown };
  return typeof given === "object" && (kind === "user" || kind === "key");
}

function nobody(): LatchkeyError {
  return new LatchkeyError(
    "credentials_required",
    "Nobody is signed in and no API key was sent. Do one of the two.",
  );
}

function warn(why: string): void {
  process.emitWarning(`the \`actor\` function of the admin router ${why}; answering 503 until it works`, {
    type: "LatchkeyWarning",
    code: "LATCHKEY_ACTOR_UNAVAILABLE",
  });
}

/** Name and code, no message: that could hold anything, and logs are read by many. */
function nameOf(error: unknown): string {
  const { name, code } = (error ?? {}) as { readonly name?: unknown; readonly code?: unknown };
  const words = [name, code].filter((word) => typeof word === "string" && /^[\w.:-]{1,64}$/.test(word));
  return words.join(" ") || "no error object";
}
