import { noQuerySchema, parseQuery } from "../wire/parse-query.js";
import { permissionsJson, permissionsSchema } from "../wire/permissions-json.js";
import type { ActorRoute } from "./route.js";

export const listPermissions: ActorRoute = {
  method: "GET",
  path: "/permissions",
  permission: "any-actor",
  async handle({ keyring, actor, query }) {
    // Asked only for its refusal: a key that has lost its rights is no actor.
    await keyring.self(actor);
    parseQuery(noQuerySchema, query);
    return { status: 200, body: permissionsJson(keyring.permissions()) };
  },
  operation: {
    operationId: "listPermissions",
    summary: "List the permissions there are to give",
    answer: { status: 200, description: "All of them.", schema: permissionsSchema },
  },
};
