import type { Actor } from "../actors/actor.js";
import { coveringGrant, reaches, requireHeldSomewhere } from "../actors/covering-grant.js";
import type { ResolvedActor } from "../actors/resolve-actor.js";
import { actorNow } from "../context/actor-now.js";
import { factsOf } from "../context/facts.js";
import type { KeyringContext } from "../context/keyring-context.js";
import { type Lazy, valueOf } from "../context/lazy.js";
import { write } from "../context/writing.js";
import { checkedFields, type FieldChecks } from "../keys/check-fields.js";
import { invalidField } from "../keys/field-errors.js";
import type { KeyRecord } from "../keys/key-record.js";
import { keyRules } from "../keys/key-rules.js";
import { covers } from "../permissions/permission.js";
import type { ScanRange } from "../store/key-store.js";
import { withDeadline } from "../store/with-deadline.js";

export interface PurgeOptions {
  /** Keys that were revoked before this time, UTC milliseconds. */
  readonly revokedBefore: number;
}

export interface Purged {
  readonly keys: number;
}

const PERMISSION = "api-keys:revoke";
/** How many tombstones are looked at together. */
const BATCH = 500;
/** How many are removed in one transaction: each can have thousands of hours of usage. */
const ERASED_AT_ONCE = 20;

/** Goes through the tombstones a batch at a time; a fault leaves those of the batches before it removed. */
export async function purgeKeys(
  ring: KeyringContext,
  options: Lazy<PurgeOptions>,
  as: Actor,
): Promise<Purged> {
  const facts = factsOf(ring);
  const actor = await actorNow(ring, as, facts);
  requireHeldSomewhere(actor, PERMISSION);
  const { revokedBefore } = checkedPurge(valueOf(options));

  let keys = 0;
  for (const within of rangesOf(actor)) {
    for await (const batch of tombstones(ring, within)) {
      const old = batch.filter((key) => isOld(key, revokedBefore) && mayPurge(actor, key));
      for (let at = 0; at < old.length; at += ERASED_AT_ONCE)
        keys += await eraseKeys(ring, as, old.slice(at, at + ERASED_AT_ONCE), facts);
    }
  }
  return { keys };
}

function checkedPurge(input: unknown): PurgeOptions {
  const options = checkedFields<PurgeOptions>(input, PURGE);
  if (options.revokedBefore === undefined) throw invalidField(["revokedBefore"], "must be given");
  return options;
}

const PURGE: FieldChecks<keyof PurgeOptions> = { revokedBefore: { rule: keyRules.time } };

/** The stretches of the index that hold every tombstone the actor may remove. */
function rangesOf(actor: ResolvedActor): readonly ScanRange[] {
  const orgs = new Set(
    actor.grants.filter(({ permissions }) => covers(permissions, PERMISSION)).map(({ org }) => org),
  );
  return orgs.has("*") ? [{ by: "all" }] : [...orgs].map((org) => ({ by: "org", org }));
}

async function* tombstones(ring: KeyringContext, within: ScanRange): AsyncGenerator<readonly KeyRecord[]> {
  let after = 0;
  for (;;) {
    const scan = { live: false, order: "number", limit: BATCH, within, after } as const;
    const batch = await withDeadline(ring.store.scanKeys(scan), ring.deadlines.manage);
    yield batch;
    if (batch.length < BATCH) return;
    after = batch.at(-1)?.number ?? after;
  }
}

function isOld({ revokedAt }: KeyRecord, revokedBefore: number): boolean {
  return revokedAt !== null && revokedAt < revokedBefore;
}

function mayPurge(actor: ResolvedActor, key: KeyRecord): boolean {
  const grant = coveringGrant(actor, key);
  return grant !== undefined && covers(grant.permissions, PERMISSION) && reaches(actor, grant, key);
}

/** Removes those that are still there, so that no purge at the same moment puts a key on record twice. */
async function eraseKeys(
  ring: KeyringContext,
  as: Actor,
  keys: readonly KeyRecord[],
  early: ReturnType<typeof factsOf>,
): Promise<number> {
  return write(ring, early, async ({ tx, facts, record }) => {
    const actor = await actorNow(ring, as, facts);
    const there: KeyRecord[] = [];
    for (const { id } of keys) {
      const key = await facts.findKey({ id });
      if (key !== null && key.revokedAt !== null && mayPurge(actor, key)) there.push(key);
    }
    if (there.length === 0) return 0;
    await tx.erase({ keys: there.map(({ id }) => id) });
    for (const { id: target, ownerId, orgId, projectId, number, name } of there)
      record(actor, { action: "key.purged", target, ownerId, orgId, projectId, detail: { number, name } });
    return there.length;
  });
}
