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
import { actorName } from "./actor-name.js";
import type { KeyringContext } from "../context/keyring-context.js";
import { type Lazy, valueOf } from "../context/lazy.js";
import { placeOf } from "./place-of.js";
import { actorNow } from "../context/actor-now.js";
import { factsOf, type Facts } from "../context/facts.js";
import { write } from "../context/writing.js";
import { keyChange } from "./key-change.js";
import { roleReference } from "./role-reference.js";

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
  const facts = factsOf(ring);
  const early = await actorNow(ring, as, facts);
  requireHeldSomewhere(early, "api-keys:create");
  const fields = checkedCreate(valueOf(input), facts.now);
  const { env } = await draftKey(ring, early, fields, facts);

  const { token, id, prefix } = ring.tokens.mint(env);
  const digest = await ring.digests.create({ id, token });

  const record = await write(ring, facts, async ({ tx, facts: now, nextNumber, record: note }) => {
    const actor = await actorNow(ring, as, now);
    requireHeldSomewhere(actor, "api-keys:create");
    const draft = await draftKey(ring, actor, fields, now);
    const number = nextNumber();
    const name = fields.name ?? `API key ${number}`;
    const created = { createdAt: now.now, createdBy: actorName(actor), updatedAt: now.now, version: 1 };
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
    await tx.insertKeys([key]);
    note(actor, await keyChange(now, { action: "key.created", before: null, after: key }));
    return key;
  });
  const role = await facts.roleName(record.role);
  return { key: apiKey(record, { now: facts.now, role, lastUse: null }), token };
}

/** The part of the key that the actor answers for; throws when the actor may not have it made. */
async function draftKey(ring: KeyringContext, actor: ResolvedActor, fields: CreateKey, facts: Facts) {
  const place = placeOf(actor, fields);
  const draft = {
    ...place,
    env: ring.environments[0],
    role: await roleReference(facts, place.orgId, fields.role),
    permissions: fields.permissions ?? null,
    inherits: false,
    notBefore: fields.notBefore ?? null,
    expiresAt: fields.expiresAt ?? null,
    allowedNetworks: null,
    rateLimit: null,
    metadata: fields.metadata ?? {},
    tags: fields.tags ?? [],
  };
  checkTogether(draft);
  requireReach(actor, draft);
  await requireBelowCeiling(actor, facts, draft);
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
  enabled: true,
  revokedAt: null,
  revokedReason: null,
  previousDigest: null,
  previousExpiresAt: null,
  lookup: null,
  sealedToken: null,
} as const;
