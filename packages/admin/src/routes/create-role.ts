import { createRoleSchema, readCreateRole } from "../wire/role-input.js";
import { roleJson, roleSchema } from "../wire/role-json.js";
import type { ActorRoute } from "./route.js";

export const createRole: ActorRoute = {
  method: "POST",
  path: "/roles",
  permission: "api-roles:write",
  async handle({ keyring, actor, query, body, path }) {
    const role = await keyring.roles.create(() => readCreateRole({ query, body }), actor);
    return { status: 201, headers: { Location: `${path}/${role.id}` }, body: roleJson(role) };
  },
  operation: {
    operationId: "createRole",
    summary: "Create a role",
    description: "It takes every permission that the role will have.",
    body: createRoleSchema,
    answer: { status: 201, description: "The role.", schema: roleSchema, headers: ["Location"] },
    problems: ["out_of_reach", "ceiling_exceeded", "role_name_taken", "quota_exceeded"],
  },
};
