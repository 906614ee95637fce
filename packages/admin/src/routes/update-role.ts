import { readUpdateRole, updateRoleSchema } from "../wire/role-input.js";
import { roleJson, roleSchema } from "../wire/role-json.js";
import { readRoleRef, roleRefSchema } from "../wire/role-ref.js";
import type { ActorRoute } from "./route.js";

export const updateRole: ActorRoute = {
  method: "PATCH",
  path: "/roles/{id}",
  permission: "api-roles:write",
  async handle({ keyring, actor, id, query, body }) {
    const role = await keyring.roles.update(readRoleRef(id), () => readUpdateRole({ query, body }), actor);
    return { status: 200, body: roleJson(role) };
  },
  operation: {
    operationId: "updateRole",
    summary: "Change a role",
    description:
      "A custom one, and with it every key that has it. It takes every permission that the role had and will have. What is not named stays as it is.",
    id: roleRefSchema,
    body: updateRoleSchema,
    answer: { status: 200, description: "The role as it is now.", schema: roleSchema },
    problems: ["ceiling_exceeded", "role_name_taken"],
  },
};
