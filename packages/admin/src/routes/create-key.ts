import { entityTag } from "../http/entity-tag.js";
import { createKeySchema, readCreate } from "../wire/create-key.js";
import { issuedKeyJson, issuedKeySchema } from "../wire/token-json.js";
import type { ActorRoute } from "./route.js";

export const createKey: ActorRoute = {
  method: "POST",
  path: "/",
  permission: "api-keys:create",
  async handle({ keyring, actor, query, body, path }) {
    const created = await keyring.create(() => readCreate({ query, body }), actor);
    const headers = { Location: `${path}/${created.key.id}`, ETag: entityTag(created.key) };
    return { status: 201, headers, body: issuedKeyJson(created) };
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
