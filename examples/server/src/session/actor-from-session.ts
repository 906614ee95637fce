import type { UserActor } from "@latchkey/core";
import type { Request } from "express";

import { permissionsIn } from "../accounts/permissions-in.js";

/** Who acts when a person is signed in: the operator everywhere, others in their own organization. */
export function actorFromSession({ user }: Request): UserActor | null {
  if (user === undefined) return null;
  const permissions = permissionsIn(user, user.organizationId);
  const grant = { org: user.organizationId ?? "*", permissions, reach: "all" } as const;
  return { kind: "user", id: user.id, name: user.name, grants: [grant] };
}
