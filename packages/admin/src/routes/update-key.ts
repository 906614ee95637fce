import { entityTag, readIfMatch } from "../http/entity-tag.js";
import { ifMatchSchema } from "../wire/if-match.js";
import { keyJson, keySchema } from "../wire/key-json.js";
import { keyRefSchema, readKeyRef } from "../wire/key-ref.js";
import { readUpdate, updateKeySchema } from "../wire/update-key.js";
import type { ActorRoute } from "./route.js";

export const updateKey: ActorRoute = {
  method: "PATCH",
  path: "/{id}",
  permission: "api-keys:update",
  async handle(call) {
    const { keyring, actor, query, body, ifMatch } = call;
    const changes = () => readUpdate({ query, body });
    const condition = () => ({ versions: readIfMatch(ifMatch) });
    const key = await keyring.update(readKeyRef(call.id), changes, actor, condition);
    return { status: 200, headers: { ETag: entityTag(key) }, body: keyJson(key) };
  },
  operation: {
    operationId: "updateKey",
    summary: "Change a key",
    description: "What is not named stays as it is. With `If-Match` only the version it names is changed.",
    id: keyRefSchema,
    headers: ifMatchSchema,
    body: updateKeySchema,
    answer: { status: 200, description: "The key as it is now.", schema: keySchema, headers: ["ETag"] },
    problems: ["grant_required", "ceiling_exceeded", "key_revoked", "version_mismatch"],
  },
};
