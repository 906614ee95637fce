import { listRolesSchema, readListRoles } from "../wire/role-input.js";
import { rolePageJson, rolePageSchema } from "../wire/role-json.js";
import type { ActorRoute } from "./route.js";

export const listRoles: ActorRoute = {
  method: "GET",
  path: "/roles",
  permission: "api-roles:read",
  async handle({ keyring, actor, query }) {
    const page = await keyring.roles.list(() => readListRoles(query), actor);
    return { status: 200, body: rolePageJson(page) };
  },
  operation: {
    operationId: "listRoles",
    summary: "List roles",
    description: "The built-in roles and those of the organizations that the actor's grants cover.",
    query: listRolesSchema,
    answer: { status: 200, description: "One page.", schema: rolePageSchema },
    problems: ["invalid_cursor"],
  },
};
