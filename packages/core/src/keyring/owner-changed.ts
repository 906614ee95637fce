import type { Actor } from "../actors/actor.js";
import { requireEverything } from "../actors/require-everything.js";
import { actorNow } from "../context/actor-now.js";
import { factsOf } from "../context/facts.js";
import type { KeyringContext } from "../context/keyring-context.js";
import { write } from "../context/writing.js";
import { invalidField } from "../keys/field-errors.js";
import { keyRules } from "../keys/key-rules.js";

/**
 * Records that an owner has changed; that row is what makes every process ask for the owner again. An owner is in no
 * organization of its own, so this is for those who hold everything everywhere: system actors, and users with a
 * grant of every permission for `"*"`.
 */
export async function ownerChanged(ring: KeyringContext, ownerId: string, as: Actor): Promise<void> {
  const facts = factsOf(ring);
  requireEverything(await actorNow(ring, as, facts));
  const fault = keyRules.ownerId(ownerId);
  if (fault !== undefined) throw invalidField(["ownerId"], fault);

  await write(ring, facts, async ({ facts: now, record }) => {
    const actor = await actorNow(ring, as, now);
    requireEverything(actor);
    const detail = { before: null, after: null };
    record(actor, {
      action: "owner.changed",
      target: ownerId,
      ownerId,
      orgId: null,
      projectId: null,
      detail,
    });
  });
}
