import type { Actor } from "../actors/actor.js";
import type { ResolvedActor } from "../actors/resolve-actor.js";
import { checkFields, type FieldChecks } from "../keys/check-fields.js";
import type { KeyRecord, KeyRef } from "../keys/key-record.js";
import { keyRules } from "../keys/key-rules.js";
import { changeKey } from "./change-key.js";
import type { KeyringContext } from "./context.js";
import type { Lazy, RevokeOptions } from "./keyring.js";
import { valueOf } from "./lazy.js";

/** A revoked key stays as a tombstone; revoking it again changes nothing. */
export async function revokeKey(
  ring: KeyringContext,
  ref: KeyRef,
  as: Actor,
  options: Lazy<RevokeOptions>,
): Promise<void> {
  let checked: RevokeOptions | undefined;

  function decide(_actor: ResolvedActor, before: KeyRecord) {
    checked ??= checkedRevoke(valueOf(options));
    const { reason = null } = checked;
    const revoked = { ...before, revokedAt: ring.clock.now(), revokedReason: reason };
    return {
      action: "key.revoked",
      after: before.revokedAt === null ? revoked : before,
      note: { reason },
    } as const;
  }

  await changeKey(ring, ref, as, "api-keys:revoke", decide);
}

function checkedRevoke(options: RevokeOptions): RevokeOptions {
  checkFields(options, REVOKE);
  return options;
}

const REVOKE: FieldChecks<keyof RevokeOptions> = { reason: { rule: keyRules.reason } };
