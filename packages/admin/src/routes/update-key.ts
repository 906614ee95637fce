import { readIfMatch } from "../http/entity-tag.js";
import { ifMatchSchema } from "../wire/if-match.js";
import { keySchema } from "../wire/key-json.js";
import { keyRefSchema } from "../wire/key-ref.js";
import { readInput } from "../wire/read-input.js";
import { updateKeySchema } from "../wire/update-key.js";
import type { WireFormat } from "../wire/wire-format.js";
import { changedAnswer } from "./changed-answer.js";
import { namedKey } from "./named-key.js";
import type { ActorRoute } from "./route.js";

/** None for a format that cannot read changes. */
export function updateKey(wire: WireFormat): ActorRoute | null {
  if (wire.readUpdate === undefined) return null;
  const readUpdate = wire.readUpdate.bind(wire);
  return {
    method: "PATCH",
    path: "/{id}",
    permission: "api-keys:update",
    async handle(call) {
      const { keyring, actor, query, body, ifMatch } = call;
      const changes = () => readInput(() => readUpdate({ query, body }));
      const condition = () => ({ versions: readIfMatch(ifMatch) });
      const key = await keyring.update(namedKey(wire, call.id), changes, actor, condition);
      return changedAnswer(wire, call, key);
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
}
