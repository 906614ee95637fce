import type { ResolvedActor } from "../actors/resolve-actor.js";
import type { Facts } from "../context/facts.js";
import type { KeyringContext } from "../context/keyring-context.js";
import { invalidField } from "../keys/field-errors.js";
import { randomBase62 } from "../tokens/base62.js";
import { KEY_ID } from "../tokens/opaque-tokens.js";
import { draftKey, type KeyDraft } from "./draft-key.js";
import { duplicateIn } from "./import-duplicates.js";
import { foreignSecret, type ForeignSecret } from "./foreign-secret.js";
import { checkedImport, type ImportInput } from "./import-input.js";
import type { ImportOutcome } from "./import-outcome.js";
import { inLanes } from "./in-lanes.js";
import { refusalOf } from "./import-refusal.js";
import { requireScopes } from "./require-scopes.js";

/** An input that can become a key, as far as can be told before the lock. */
export interface ImportRow {
  /** Of the key that it becomes. */
  readonly id: string;
  readonly input: ImportInput;
  readonly secret: ForeignSecret;
}

/** What is left of an input: a row, or what has become of it. */
export type Prepared = ImportRow | ImportOutcome;

/** Questions to the application under way at a time. */
const QUESTIONS = 8;

/** Decides about each input what needs no lock. */
export function prepareImports(
  ring: KeyringContext,
  maker: ResolvedActor,
  inputs: readonly unknown[],
  facts: Facts,
): Promise<readonly Prepared[]> {
  return inLanes(QUESTIONS, inputs, async (given): Promise<Prepared> => {
    try {
      const input = checkedImport(given);
      requirePast(input, facts.now);
      const secret = foreignSecret(ring, input.foreign);
      await requireKnown(ring, await draftKey(ring, maker, input.create, facts));
      const duplicate = await duplicateIn(facts, secret.lookups, maker);
      return duplicate ?? { id: randomBase62(KEY_ID), input, secret };
    } catch (fault) {
      return refusalOf(fault);
    }
  });
}

function requirePast({ foreign: { createdAt } }: ImportInput, now: number): void {
  if (createdAt === undefined || createdAt <= now) return;
  throw invalidField(["createdAt"], "must not be in the future");
}

function requireKnown(ring: KeyringContext, draft: KeyDraft): Promise<void> {
  return requireScopes(ring, [draft], { lanes: 1, about: (_index, run) => run() });
}
