import { entityTag } from "../http/entity-tag.js";
import { keyJson, keySchema } from "../wire/key-json.js";
import { keyRefSchema, readKeyRef } from "../wire/key-ref.js";
import { noFieldsSchema, readNothing } from "../wire/no-input.js";
import type { ActorRoute } from "./route.js";

export const endOverlap: ActorRoute = {
  method: "POST",
  path: "/{id}/end-overlap",
  permission: "api-keys:rotate",
  async handle({ keyring, actor, id, query, body }) {
    const key = await keyring.endOverlap(readKeyRef(id), actor, () => readNothing({ query, body }));
    return { status: 200, headers: { ETag: entityTag(key) }, body: keyJson(key) };
  },
  operation: {
    operationId: "endOverlap",
    summary: "End a rotation's overlap",
    description: "The old token is refused at once. Without an overlap nothing changes.",
    id: keyRefSchema,
    body: noFieldsSchema,
    bodyOptional: true,
    answer: { status: 200, description: "The key as it is now.", schema: keySchema, headers: ["ETag"] },
    problems: ["key_revoked"],
  },
};
