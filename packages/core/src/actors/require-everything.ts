import { LatchkeyError } from "../latchkey-error.js";
import { covers } from "../permissions/permission.js";
import type { ResolvedActor } from "./resolve-actor.js";

/** Refuses all but system actors and users who may do everything everywhere: for what is in no organization. */
export function requireEverything({ grants }: ResolvedActor): void {
  const held = grants.some(
    ({ org, permissions, reach }) => org === "*" && reach === "all" && covers(permissions, "*:*"),
  );
  if (held) return;
  throw new LatchkeyError(
    "insufficient_permissions",
    'This needs the permission *:* in a grant for "*", which reaches all keys.',
  );
}
