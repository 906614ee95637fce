import type { Actor } from "../actors/actor.js";
import type { ResolvedActor } from "../actors/resolve-actor.js";
import { factsOf, type Facts } from "../context/facts.js";
import type { KeyringContext } from "../context/keyring-context.js";
import { write } from "../context/writing.js";
import { apiKey } from "../keys/api-key.js";
import { checkedCreate, type CreateKey } from "../keys/create-input.js";
import type { KeyRecord } from "../keys/key-record.js";
import { LatchkeyError } from "../latchkey-error.js";
import { requireQuota } from "../policy/quota.js";
import type { CreatedKey } from "./created-key.js";
import { draftKey, type KeyDraft } from "./draft-key.js";
import { inLanes } from "./in-lanes.js";
import { keyChange } from "./key-change.js";
import { makerNow } from "./maker-now.js";
import { mintKey, type MintedKey } from "./mint-key.js";
import { newRecord } from "./new-record.js";
import type { NewKeys } from "./new-keys.js";
import { requireScopes } from "./require-scopes.js";
import { rememberedRoles } from "./remembered-roles.js";

/** Questions to the application, and slow digests, under way at a time. */
const QUESTIONS = 8;
const DIGESTS = 2;

/**
 * Decides, asks the application, mints and digests outside the transaction; decides again under the lock, counts, and
 * writes all keys with their changes, or nothing.
 */
export async function createKeys(
  ring: KeyringContext,
  { read, about }: NewKeys,
  as: Actor,
): Promise<readonly CreatedKey[]> {
  const facts = factsOf(ring);
  const maker = await makerNow(ring, as, facts);
  const inputs = await inLanes(1, read(), (input, index) => about(index, () => checkedCreate(input)));
  if (inputs.length === 0) return [];

  function draftAll(lanes: number, actor: ResolvedActor, at: Facts): Promise<readonly KeyDraft[]> {
    const now = rememberedRoles(at);
    return inLanes(lanes, inputs, (input: CreateKey, index) =>
      about(index, () => draftKey(ring, actor, input, now)),
    );
  }

  const drafts = await draftAll(QUESTIONS, maker, facts);
  await requireScopes(ring, drafts, { lanes: QUESTIONS, about });
  const minted = await inLanes(DIGESTS, drafts, (draft) => mintKey(ring, draft));

  const records = await write(ring, facts, async ({ tx, facts: now, nextNumber, record }) => {
    const actor = await makerNow(ring, as, now);
    const allowed = await draftAll(1, actor, now);
    await requireQuota(tx, ring.policy, allowed);
    const keys = allowed.map((draft, index) => {
      const { token: _shownOnce, ...kept } = requireSameOwner(minted[index] as MintedKey, draft);
      return newRecord({ ...draft, ...kept }, nextNumber(), { actor, now: now.now });
    });
    await tx.insertKeys(keys);
    for (const key of keys)
      record(actor, await keyChange(now, { action: "key.created", before: null, after: key }));
    return keys;
  });
  return Promise.all(records.map((record, index) => shown(facts, record, minted[index] as MintedKey)));
}

/** The owner is in tokens of some formats, and so must be the one the token was made for. */
function requireSameOwner(minted: MintedKey, { ownerId }: KeyDraft): MintedKey {
  if (minted.ownerId === ownerId) return minted;
  throw new LatchkeyError("store_busy", "The acting key was changed at the same moment; try again.", {
    retryAfter: 1,
  });
}

async function shown(facts: Facts, record: KeyRecord, { token }: MintedKey): Promise<CreatedKey> {
  const role = await facts.roleName(record.role);
  return { key: apiKey(record, { now: record.createdAt, role, lastUse: null }), token };
}
