import type { Actor } from "../actors/actor.js";
import { requireBelowCeiling } from "../actors/ceiling.js";
import { coveringGrant, insufficient, reaches, requireHeldSomewhere } from "../actors/covering-grant.js";
import type { ResolvedActor } from "../actors/resolve-actor.js";
import { apiKey, type ApiKey } from "../keys/api-key.js";
import { checkTogether } from "../keys/check-together.js";
import { checkedCreate, type CreateKey } from "../keys/create-input.js";
import { foldName, type KeyRecord } from "../keys/key-record.js";
import { LatchkeyError } from "../latchkey-error.js";
import { covers } from "../permissions/permission.js";
import { builtInRole } from "../permissions/roles.js";
import { actorName } from "./actor-name.js";
import type { KeyringContext } from "../context/keyring-context.js";
import { type Lazy, valueOf } from "../context/lazy.js";
import { placeOf } from "./place-of.js";
import { actorNow } from "../context/actor-now.js";
import { readerOf } from "../context/key-reader.js";
import { recordChange } from "./record-change.js";

export interface CreatedKey {
  readonly key: ApiKey;
  readonly token: string;
}

/** Decides, mints and digests outside the transaction, decides again under the lock, and writes key and change. */
export async function createKey(
  ring: KeyringContext,
  input: Lazy<CreateKey>,
  as: Actor,
): Promise<CreatedKey> {
  const early = await actorNow(ring, as, readerOf(ring));
  requireHeldSomewhere(early, "api-keys:create");
  const fields = checkedCreate(valueOf(input), ring.roles, ring.clock.now());
  draftKey(ring, early, fields);

  const { token, id, prefix } = ring.tokens.mint(ring.env);
  const digest = await ring.digests.create({ id, token });

  const record = await ring.store.transact(async (tx) => {
    const actor = await actorNow(ring, as, tx);
    requireHeldSomewhere(actor, "api-keys:create");
    const draft = draftKey(ring, actor, fields);
    const now = ring.clock.now();
    const number = tx.head.lastNumber + 1;
    const name = fields.name ?? `API key ${number}`;
    const created = { createdAt: now, createdBy: actorName(actor), updatedAt: now, version: 1 };
    const key: KeyRecord = {
      ...UNUSED,
      ...draft,
      ...created,
      id,
      prefix,
      number,
      name,
      nameLower: foldName(name),
      digest,
    };
    await tx.insertKey(key);
    await recordChange(ring, tx, actor, { action: "key.created", before: null, after: key });
    return key;
  });
  return { key: apiKey(record, ring.clock.now()), token };
}

/** The part of the key that the actor answers for; throws when the actor may not have it made. */
function draftKey(ring: KeyringContext, actor: ResolvedActor, fields: CreateKey) {
  const draft = {
    ...placeOf(actor, fields),
    env: ring.env,
    role: fields.role == null ? null : builtInRole(fields.role),
    permissions: fields.permissions ?? null,
    notBefore: fields.notBefore ?? null,
    expiresAt: fields.expiresAt ?? null,
    metadata: fields.metadata ?? {},
    tags: fields.tags ?? [],
  };
  checkTogether(draft);
  requireReach(actor, draft);
  requireBelowCeiling(actor, ring.roles, draft);
  return draft;
}

function requireReach(actor: ResolvedActor, place: Pick<KeyRecord, "orgId" | "projectId" | "ownerId">): void {
  const grant = coveringGrant(actor, place);
  if (!grant)
    throw new LatchkeyError("out_of_reach", "None of your grants covers that organization and project.");
  if (!covers(grant.permissions, "api-keys:create")) throw insufficient("api-keys:create");
  if (!reaches(actor, grant, place))
    throw new LatchkeyError(
      "out_of_reach",
      "Your grant there reaches your own keys only, and the owner of this one would not be you.",
    );
}

/** What no input sets. */
const UNUSED = {
  inherits: false,
  enabled: true,
  revokedAt: null,
  revokedReason: null,
  previousDigest: null,
  previousExpiresAt: null,
  lookup: null,
  sealedToken: null,
  allowedNetworks: null,
  rateLimit: null,
} as const;
