import { principalOf } from "@latchkey/express";
import type { RequestHandler } from "express";

/** Tells a client what its key is. */
export const whoAmI: RequestHandler = function tellWho(req, res) {
  const { id, number, name, env, ownerId, orgId, projectId, role, permissions } = principalOf(req);
  res.json({
    id,
    number,
    name,
    env,
    owner_id: ownerId,
    org_id: orgId,
    project_id: projectId,
    role,
    permissions,
  });
};
