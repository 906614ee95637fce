import { keySchema } from "../wire/key-json.js";
import { keyRefSchema } from "../wire/key-ref.js";
import { noFieldsSchema, readNothing } from "../wire/no-input.js";
import type { WireFormat } from "../wire/wire-format.js";
import { changedAnswer } from "./changed-answer.js";
import { namedKey } from "./named-key.js";
import type { ActorRoute } from "./route.js";

export function endOverlap(wire: WireFormat): ActorRoute {
  return {
    method: "POST",
    path: "/{id}/end-overlap",
    permission: "api-keys:rotate",
    async handle(call) {
      const { keyring, actor, query, body } = call;
      const key = await keyring.endOverlap(namedKey(wire, call.id), actor, () =>
        readNothing({ query, body }),
      );
      return changedAnswer(wire, call, key);
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
}
