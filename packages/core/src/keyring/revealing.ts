import { requireBelowCeiling } from "../actors/ceiling.js";
import { requireCovered } from "../actors/covering-grant.js";
import type { ResolvedActor } from "../actors/resolve-actor.js";
import type { Facts } from "../context/facts.js";
import type { KeyringContext } from "../context/keyring-context.js";
import type { ChangeDraft } from "../context/writing.js";
import type { KeyRecord } from "../keys/key-record.js";
import { requireLasting } from "./require-lasting.js";

/** The key, if its token may be shown to the actor: not one out of its reach, a dead key's, or that of a stronger key. */
export async function revealable(
  actor: ResolvedActor,
  facts: Facts,
  key: KeyRecord | null,
  checkOptions: () => void = () => undefined,
): Promise<KeyRecord> {
  requireCovered(actor, "api-keys:reveal", key);
  checkOptions();
  requireLasting(key, facts.now);
  await requireBelowCeiling(actor, facts, key);
  return key;
}

/** Whether the token that was opened for a key is still its token: another seal or digest is of one that nobody has compared yet. */
export function hasSameToken({ resigning }: KeyringContext, opened: KeyRecord, now: KeyRecord): boolean {
  return resigning === null ? opened.sealedToken === now.sealedToken : opened.digest === now.digest;
}

/** What is recorded when the tokens of keys of one owner and place are shown. */
export function tokensRevealed(keys: readonly [KeyRecord, ...KeyRecord[]]): ChangeDraft {
  const [{ id, ownerId, orgId, projectId }] = keys;
  const detail = { keys: keys.map((key) => key.id) };
  return { action: "tokens_revealed", target: id, ownerId, orgId, projectId, detail };
}
