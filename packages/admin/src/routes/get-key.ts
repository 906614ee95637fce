import { entityTag } from "../http/entity-tag.js";
import { keyJson, keySchema } from "../wire/key-json.js";
import { keyRefSchema, readKeyRef } from "../wire/key-ref.js";
import { noQuerySchema, parseQuery } from "../wire/parse-query.js";
import type { ActorRoute } from "./route.js";

export const getKey: ActorRoute = {
  method: "GET",
  path: "/{id}",
  permission: "api-keys:read",
  async handle({ keyring, actor, id, query }) {
    const key = await keyring.get(readKeyRef(id), actor);
    parseQuery(noQuerySchema, query);
    return { status: 200, headers: { ETag: entityTag(key) }, body: keyJson(key) };
  },
  operation: {
    operationId: "getKey",
    summary: "Read a key",
    id: keyRefSchema,
    answer: { status: 200, description: "The key.", schema: keySchema, headers: ["ETag"] },
  },
};
