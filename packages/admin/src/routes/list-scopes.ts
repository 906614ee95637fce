import { noQuerySchema, parseQuery } from "../wire/parse-query.js";
import { scopesJson, scopesSchema } from "../wire/scopes-json.js";
import type { ActorRoute } from "./route.js";

export const listScopes: ActorRoute = {
  method: "GET",
  path: "/scopes",
  permission: "any-actor",
  async handle({ keyring, actor, query }) {
    const scopes = await keyring.scopes(actor);
    parseQuery(noQuerySchema, query);
    return { status: 200, body: scopesJson(scopes) };
  },
  operation: {
    operationId: "listScopes",
    summary: "List the actor's organizations and projects",
    answer: { status: 200, description: "All of them.", schema: scopesSchema },
  },
};
