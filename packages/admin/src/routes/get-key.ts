import { entityTag } from "../http/entity-tag.js";
import { keySchema } from "../wire/key-json.js";
import { keyRefSchema } from "../wire/key-ref.js";
import { noQuerySchema, parseQuery } from "../wire/parse-query.js";
import type { WireFormat } from "../wire/wire-format.js";
import { namedKey } from "./named-key.js";
import type { ActorRoute } from "./route.js";
import { tokenOf } from "./with-tokens.js";

export function getKey(wire: WireFormat): ActorRoute {
  return {
    method: "GET",
    path: "/{id}",
    permission: "api-keys:read",
    async handle(call) {
      const key = await call.keyring.get(namedKey(wire, call.id), call.actor);
      parseQuery(noQuerySchema, call.query);
      const body = wire.key(key, await tokenOf(wire, call, key));
      return { status: 200, headers: { ETag: entityTag(key) }, body };
    },
    operation: {
      operationId: "getKey",
      summary: "Read a key",
      id: keyRefSchema,
      answer: { status: 200, description: "The key.", schema: keySchema, headers: ["ETag"] },
    },
  };
}
