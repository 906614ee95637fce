import type { Roles } from "@latchkey/core";

/** What comes with Captain; organizations make their own besides. */
export const roles: Roles = {
  admin: ["*:*"],
  developer: ["account:read", "cdn:*", "storage:*"],
  reader: ["account:read", "cdn:read", "storage:read", "api-keys:read"],
};
