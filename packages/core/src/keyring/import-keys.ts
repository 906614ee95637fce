import type { Actor } from "../actors/actor.js";
import { factsOf } from "../context/facts.js";
import type { KeyringContext } from "../context/keyring-context.js";
import { type Lazy, valueOf } from "../context/lazy.js";
import { checkedFields, type FieldChecks } from "../keys/check-fields.js";
import { KEY_LIMITS } from "../keys/key-limits.js";
import { keyRules } from "../keys/key-rules.js";
import { LatchkeyError } from "../latchkey-error.js";
import { BROUGHT_TWICE } from "./import-duplicates.js";
import type { ImportKey } from "./import-input.js";
import type { ImportOptions, ImportOutcome } from "./import-outcome.js";
import { inLanes } from "./in-lanes.js";
import { lastSeq } from "./last-seq.js";
import { makerNow } from "./maker-now.js";
import { prepareImports, type Prepared } from "./prepare-imports.js";
import { writeImports } from "./write-imports.js";

/** Slow digests under way at a time. */
const DIGESTS = 2;

/**
 * Keys of another system, each decided about by itself, so that one that cannot be imported keeps no other from it.
 * Those that can are written with their changes in one transaction.
 */
export async function importKeys(
  ring: KeyringContext,
  inputs: Lazy<readonly ImportKey[]>,
  as: Actor,
  options: Lazy<ImportOptions>,
): Promise<readonly ImportOutcome[]> {
  const facts = factsOf(ring);
  const maker = await makerNow(ring, as, facts);
  const { dryRun = false } = checkedFields<ImportOptions>(valueOf(options), OPTIONS);
  const given = listOf(valueOf(inputs));
  // First: whatever is written from now on has a higher seq.
  const seq = await lastSeq(ring);
  const rows = await prepareImports(ring, maker, given, facts);
  if (dryRun) return foreseen(rows);

  const digests = await inLanes(DIGESTS, rows, (row) => ("outcome" in row ? "" : row.secret.digest(row.id)));
  const isNothing = rows.every((row) => "outcome" in row);
  return isNothing ? rows : writeImports(ring, { as, facts, rows, digests, seq });
}

/** What the import would come to, quotas aside, which are counted under the lock. */
function foreseen(rows: readonly Prepared[]): readonly ImportOutcome[] {
  const brought = new Set<string>();
  return rows.map((row) => {
    if ("outcome" in row) return row;
    const [lookup] = row.secret.lookups;
    if (brought.has(lookup)) return BROUGHT_TWICE;
    brought.add(lookup);
    return { outcome: "imported", key: null, strength: row.secret.strength };
  });
}

const OPTIONS: FieldChecks<keyof ImportOptions> = { dryRun: { rule: keyRules.enabled } };

function listOf(inputs: unknown): readonly unknown[] {
  if (Array.isArray(inputs) && inputs.length <= KEY_LIMITS.created) return Array.from(inputs);
  throw new LatchkeyError(
    "invalid_request",
    `Keys are imported from a list of inputs, of ${KEY_LIMITS.created} at most.`,
  );
}
