import type { CachedKey } from "../cache/cached-key.js";
import { previousSecret } from "../keys/previous-secret.js";
import { statusOf } from "../keys/key-status.js";
import { statusRefusal } from "../keys/status-refusal.js";
import type { Owner } from "../owners/owner.js";
import type { Secret } from "../tokens/secret-held.js";
import { REFUSED } from "./refused.js";
import type { Verdict, VerifyOrigin } from "../verdicts/verdict.js";

/**
 * What becomes of a request whose secret was proved: revoked, times, enabled, owner, then its network. The key's own
 * limit comes after that.
 */
export function judge(
  key: CachedKey,
  secret: Secret,
  owner: Owner | null,
  origin: VerifyOrigin | undefined,
  now: number,
): Verdict {
  const { record } = key;
  const { networks } = key.traits;
  // An overlap can end while the row is in memory.
  if (secret === "previous" && previousSecret(record, now) === null) return REFUSED.invalid_token;
  const refusal = statusRefusal(statusOf(record, now));
  if (refusal !== undefined) return REFUSED[refusal];
  if (record.ownerId !== null && owner?.active !== true) return REFUSED.owner_inactive;
  if (networks !== null && !networks.has(origin?.address)) return REFUSED.network_not_allowed;
  return key.accepted(owner);
}
