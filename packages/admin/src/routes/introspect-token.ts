import { introspectionJson, introspectionSchema } from "../wire/introspection-json.js";
import { introspectSchema, readIntrospect } from "../wire/introspect.js";
import type { ActorRoute } from "./route.js";

export const introspectToken: ActorRoute = {
  method: "POST",
  path: "/introspect",
  permission: "api-keys:introspect",
  async handle({ keyring, actor, query, body }) {
    const found = await keyring.introspect(() => readIntrospect({ query, body }), actor);
    return { status: 200, body: introspectionJson(found) };
  },
  operation: {
    operationId: "introspectToken",
    summary: "Ask what a token may do",
    description:
      "RFC 7662, for services that are shown tokens. Asking is no use of the key. Whatever is not the token of an active key that the actor may ask about is `active: false`, and no word on why.",
    body: introspectSchema,
    form: true,
    answer: { status: 200, description: "What the token stands for.", schema: introspectionSchema },
    problems: ["busy"],
  },
};
