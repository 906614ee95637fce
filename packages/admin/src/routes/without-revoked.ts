import { LatchkeyError } from "@latchkey/core";

import { isLatchkeyError } from "../http/refusal-of.js";
import type { WireFormat } from "../wire/wire-format.js";
import { namedKey } from "./named-key.js";
import type { ActorRoute } from "./route.js";

/** The route as it is where a revoked key is gone: for its clients there never was one. */
export function withoutRevoked(wire: WireFormat, route: ActorRoute): ActorRoute {
  return {
    ...route,
    async handle(call) {
      // What changes a key says itself that it is revoked; what reads one would show it.
      if (route.method === "GET" && route.operation.id !== undefined) {
        const { status } = await call.keyring.get(namedKey(wire, call.id), call.actor);
        if (status === "revoked") throw gone();
      }
      return route.handle(call).catch((fault: unknown) => {
        throw isLatchkeyError(fault) && fault.code === "key_revoked" && !fault.ofActor ? gone() : fault;
      });
    },
  };
}

/** In the words for a key that does not exist. */
function gone(): LatchkeyError {
  return new LatchkeyError("not_found", "There is no such key.");
}
