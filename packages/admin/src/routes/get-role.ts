import { noQuerySchema, parseQuery } from "../wire/parse-query.js";
import { roleJson, roleSchema } from "../wire/role-json.js";
import { readRoleRef, roleRefSchema } from "../wire/role-ref.js";
import type { ActorRoute } from "./route.js";

export const getRole: ActorRoute = {
  method: "GET",
  path: "/roles/{id}",
  permission: "api-roles:read",
  async handle({ keyring, actor, id, query }) {
    const role = await keyring.roles.get(readRoleRef(id), actor);
    parseQuery(noQuerySchema, query);
    return { status: 200, body: roleJson(role) };
  },
  operation: {
    operationId: "getRole",
    summary: "Read a role",
    id: roleRefSchema,
    answer: { status: 200, description: "The role.", schema: roleSchema },
  },
};
