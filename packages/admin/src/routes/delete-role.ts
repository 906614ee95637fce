import { noQuerySchema, parseQuery } from "../wire/parse-query.js";
import { readRoleRef, roleRefSchema } from "../wire/role-ref.js";
import type { ActorRoute } from "./route.js";

export const deleteRole: ActorRoute = {
  method: "DELETE",
  path: "/roles/{id}",
  permission: "api-roles:write",
  async handle({ keyring, actor, id, query }) {
    await keyring.roles.delete(readRoleRef(id), actor, () => parseQuery(noQuerySchema, query));
    return { status: 204 };
  },
  operation: {
    operationId: "deleteRole",
    summary: "Delete a role",
    description: "A custom one that no key has; revoked keys do not count.",
    id: roleRefSchema,
    answer: { status: 204, description: "The role is gone." },
    problems: ["invalid_request", "ceiling_exceeded", "role_in_use"],
  },
};
