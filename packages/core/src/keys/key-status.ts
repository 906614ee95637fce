import type { KeyRecord } from "./key-record.js";

export const KEY_STATUSES = ["active", "scheduled", "disabled", "expired", "revoked"] as const;

/** The state of a key: the first that holds of revoked, expired, disabled, scheduled, active. */
export type KeyStatus = (typeof KEY_STATUSES)[number];

/** A key is valid when `notBefore <= now < expiresAt`. */
export function statusOf(
  key: Pick<KeyRecord, "revokedAt" | "expiresAt" | "enabled" | "notBefore">,
  now: number,
): KeyStatus {
  if (key.revokedAt !== null) return "revoked";
  if (key.expiresAt !== null && now >= key.expiresAt) return "expired";
  if (!key.enabled) return "disabled";
  if (key.notBefore !== null && now < key.notBefore) return "scheduled";
  return "active";
}
