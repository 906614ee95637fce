import { noQuerySchema, parseQuery } from "../wire/parse-query.js";
import { selfJson, selfSchema } from "../wire/self-json.js";
import type { ActorRoute } from "./route.js";

export const getSelf: ActorRoute = {
  method: "GET",
  path: "/self",
  permission: "any-actor",
  async handle({ keyring, actor, query }) {
    parseQuery(noQuerySchema, query);
    return { status: 200, body: selfJson(await keyring.self(actor)) };
  },
  operation: {
    operationId: "getSelf",
    summary: "Who is asking",
    answer: {
      status: 200,
      description: "The actor, its grants, and its key if it is one.",
      schema: selfSchema,
    },
  },
};
