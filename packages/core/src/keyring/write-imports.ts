import type { Actor } from "../actors/actor.js";
import type { ResolvedActor } from "../actors/resolve-actor.js";
import type { EarlyFacts, Facts } from "../context/facts.js";
import type { KeyringContext } from "../context/keyring-context.js";
import { write, type Writing } from "../context/writing.js";
import { apiKey } from "../keys/api-key.js";
import type { KeyRecord } from "../keys/key-record.js";
import { quotaOfEach } from "../policy/quota.js";
import { draftKey } from "./draft-key.js";
import { BROUGHT_TWICE, duplicateIn } from "./import-duplicates.js";
import type { ImportOutcome } from "./import-outcome.js";
import { refusalOf } from "./import-refusal.js";
import { keyChange } from "./key-change.js";
import { makerNow } from "./maker-now.js";
import { newRecord, type NewKey } from "./new-record.js";
import type { ImportRow, Prepared } from "./prepare-imports.js";
import { rememberedRoles } from "./remembered-roles.js";

/** What is to be written, and for whom. */
export interface Importing {
  readonly as: Actor;
  readonly facts: EarlyFacts;
  readonly rows: readonly Prepared[];
  /** What the rows are to keep of their tokens, in the same order. */
  readonly digests: readonly string[];
  /** That of the last change before duplicates were looked for. */
  readonly seq: number;
}

/** Decides again under the lock about each row, and writes those that hold. */
export function writeImports(
  ring: KeyringContext,
  { as, facts, rows, digests, seq }: Importing,
): Promise<readonly ImportOutcome[]> {
  return write(ring, facts, async (writing) => {
    const { tx, facts: now } = writing;
    const actor = await makerNow(ring, as, now);
    const decide = decider(ring, writing, actor, tx.head.lastSeq === seq);
    const decided: (NewKey | ImportOutcome)[] = [];
    for (const [index, row] of rows.entries())
      decided.push("outcome" in row ? row : await decide(row, digests[index] as string));

    const records = new Map<number, KeyRecord>();
    for (const [index, key] of decided.entries())
      if (!("outcome" in key))
        records.set(index, newRecord(key, writing.nextNumber(), { actor, now: now.now }));
    if (records.size > 0) await tx.insertKeys([...records.values()]);
    for (const [index, after] of records) {
      const note = { imported: (rows[index] as ImportRow).input.foreign.foreign };
      writing.record(actor, await keyChange(now, { action: "key.created", before: null, after, note }));
    }
    return Promise.all(
      decided.map(async (key, index) =>
        "outcome" in key ? key : imported(now, rows[index] as ImportRow, records.get(index) as KeyRecord),
      ),
    );
  });
}

/** Where nothing was written since duplicates were looked for, there are no others: the lock is held for no reads of each. */
function decider(ring: KeyringContext, { tx, facts }: Writing, actor: ResolvedActor, isUnchanged: boolean) {
  const remembered = rememberedRoles(facts);
  const brought = new Set<string>();
  const requireRoom = quotaOfEach(tx, ring.policy);

  return async function decide(row: ImportRow, digest: string): Promise<NewKey | ImportOutcome> {
    const { id, input, secret } = row;
    try {
      const draft = await draftKey(ring, actor, input.create, remembered);
      const [lookup] = secret.lookups;
      if (brought.has(lookup)) return BROUGHT_TWICE;
      const duplicate = isUnchanged ? null : await duplicateIn(tx, secret.lookups, actor);
      if (duplicate !== null) return duplicate;
      await requireRoom(draft);
      brought.add(lookup);
      const { enabled = true, createdAt = facts.now } = input.foreign;
      const sealedToken = secret.token === null ? null : (ring.tokenSeal?.seal(id, secret.token) ?? null);
      return { ...draft, id, prefix: ring.tokens.prefix, digest, lookup, sealedToken, enabled, createdAt };
    } catch (fault) {
      return refusalOf(fault);
    }
  };
}

async function imported(facts: Facts, { secret }: ImportRow, record: KeyRecord): Promise<ImportOutcome> {
  const role = await facts.roleName(record.role);
  const key = apiKey(record, { now: facts.now, role, lastUse: null });
  return { outcome: "imported", key, strength: secret.strength };
}
