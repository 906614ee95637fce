import type { KeyStatus } from "./key-status.js";

/** What a caller hears, who has proved the secret of a key that is not active. */
export const STATUS_REFUSALS = {
  revoked: "key_revoked",
  expired: "key_expired",
  disabled: "key_disabled",
  scheduled: "key_not_yet_valid",
} as const satisfies Record<Exclude<KeyStatus, "active">, string>;

/** The refusal for a state; undefined when the key is active. */
export function statusRefusal(status: KeyStatus) {
  return status === "active" ? undefined : STATUS_REFUSALS[status];
}
