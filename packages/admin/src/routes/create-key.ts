import { entityTag } from "../http/entity-tag.js";
import { createKeySchema } from "../wire/create-key.js";
import { readInput } from "../wire/read-input.js";
import { issuedKeySchema } from "../wire/token-json.js";
import type { WireFormat } from "../wire/wire-format.js";
import type { ActorRoute } from "./route.js";

export function createKey(wire: WireFormat): ActorRoute {
  return {
    method: "POST",
    path: "/",
    permission: "api-keys:create",
    async handle({ keyring, actor, query, body, path }) {
      const created = await keyring.create(() => readInput(() => wire.readCreate({ query, body })), actor);
      const { headers, ...answer } = wire.created(created, path);
      return { ...answer, headers: { ETag: entityTag(created.key), ...headers } };
    },
    operation: {
      operationId: "createKey",
      summary: "Create a key",
      description: "The token is in this answer and, unless tokens are retrievable, nowhere else.",
      body: createKeySchema,
      answer: {
        status: 201,
        description: "The key and its token.",
        schema: issuedKeySchema,
        headers: ["Location", "ETag"],
      },
      problems: ["grant_required", "out_of_reach", "ceiling_exceeded", "quota_exceeded", "busy"],
    },
  };
}
