import type { FieldCheck } from "./check-fields.js";
import { KEY_LIMITS } from "./key-limits.js";
import { keyRules } from "./key-rules.js";

/** The fields that a key can be made with and changed in. */
export const SHARED_FIELDS = {
  name: { rule: keyRules.name },
  role: { rule: keyRules.role, nullable: true },
  permissions: { rule: keyRules.permission, nullable: true, most: KEY_LIMITS.permissions },
  inherits: { rule: keyRules.inherits },
  notBefore: { rule: keyRules.time, nullable: true },
  expiresAt: { rule: keyRules.time, nullable: true },
  allowedNetworks: {
    rule: keyRules.network,
    nullable: true,
    most: KEY_LIMITS.networks,
    emptyFault: "must not be empty: null allows every address",
  },
  rateLimit: { rule: keyRules.rateLimit, nullable: true },
  metadata: { rule: keyRules.metadata },
  tags: { rule: keyRules.tag, most: KEY_LIMITS.tags },
} as const satisfies Record<string, FieldCheck>;
