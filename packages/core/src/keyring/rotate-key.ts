import type { Actor } from "../actors/actor.js";
import { requireBelowCeiling } from "../actors/ceiling.js";
import type { ResolvedActor } from "../actors/resolve-actor.js";
import type { Facts } from "../context/facts.js";
import type { KeyringContext } from "../context/keyring-context.js";
import { type Lazy, valueOf } from "../context/lazy.js";
import { apiKey } from "../keys/api-key.js";
import { spentLookup } from "../foreign/lookups.js";
import { checkedFields, type FieldChecks } from "../keys/check-fields.js";
import type { KeyRecord, KeyRef } from "../keys/key-record.js";
import { previousDigest, previousSecret } from "../keys/previous-secret.js";
import { LatchkeyError } from "../latchkey-error.js";
import { LONGEST_OVERLAP } from "../policy/policy.js";
import { changeKey } from "./change-key.js";
import type { CreatedKey } from "./created-key.js";
import { newSecret, type NewSecret } from "./new-secret.js";
import { requireLasting } from "./require-lasting.js";

export interface RotateOptions {
  /** Seconds for which the old token goes on working, 0 to 2,592,000 (30 days). */
  readonly overlap?: number | undefined;
}

const MOST_ROUNDS = 4;

/**
 * Gives a key a new token. Of rotations at the same moment, the first to have the lock starts an overlap, and the
 * others see it under theirs.
 */
export async function rotateKey(
  ring: KeyringContext,
  ref: KeyRef,
  as: Actor,
  options: Lazy<RotateOptions>,
): Promise<CreatedKey> {
  for (let round = 1; ; round++) {
    const overtaken = changedMeanwhile();
    try {
      return await rotateOnce(ring, ref, as, { options, overtaken });
    } catch (fault) {
      if (fault !== overtaken || round === MOST_ROUNDS) throw fault;
    }
  }
}

interface Rotating {
  readonly options: Lazy<RotateOptions>;
  /** Thrown where the token was made for a row that has been changed meanwhile, and another has to be made. */
  readonly overtaken: LatchkeyError;
}

async function rotateOnce(
  ring: KeyringContext,
  ref: KeyRef,
  as: Actor,
  { options, overtaken }: Rotating,
): Promise<CreatedKey> {
  let checked: RotateOptions | undefined;
  let made: NewSecret | undefined;

  async function decide(actor: ResolvedActor, before: KeyRecord, facts: Facts) {
    checked ??= checkedFields<RotateOptions>(valueOf(options), ROTATE);
    const { overlap = ring.policy.overlap } = checked;
    requireLasting(before, facts.now);
    if (overlap > 0 && previousSecret(before, facts.now) !== null) throw inProgress();
    await requireBelowCeiling(actor, facts, before);
    // The first time, which is outside the transaction: a digest can be slow.
    made ??= await newSecret(ring, before);
    // Tokens of a format count: two for one version of the row are one token, which outlives being replaced.
    if (ring.digests.isFormatted(made.columns.digest) && made.madeFor !== before.version) throw overtaken;
    const after = { ...before, ...made.columns, ...overlapping(before, overlap, facts.now) };
    return { action: "key.rotated", after } as const;
  }

  const { record, facts } = await changeKey(ring, ref, as, "api-keys:rotate", decide);
  const { token, lastUse } = made as NewSecret;
  // Nothing is read any more: a fault now would lose the only copy of the token.
  const view = { now: facts.now, role: await facts.roleName(record.role), lastUse };
  return { key: apiKey(record, view), token };
}

function changedMeanwhile(): LatchkeyError {
  return new LatchkeyError("store_busy", "The key was changed at the same moment; try again.", {
    retryAfter: 1,
  });
}

function inProgress(): LatchkeyError {
  return new LatchkeyError(
    "rotation_in_progress",
    "The token from before the last rotation still works; end its overlap first, or rotate with an overlap of 0.",
  );
}

/** The secret that is replaced, for as long as it goes on working. */
function overlapping(
  { digest, expiresAt, lookup, previousDigest: older }: KeyRecord,
  overlap: number,
  now: number,
): Pick<KeyRecord, "previousDigest" | "previousExpiresAt" | "lookup"> {
  if (overlap === 0) return { previousDigest: null, previousExpiresAt: null, lookup: spentLookup(lookup) };
  const endsAt = Math.min(now + overlap * 1000, expiresAt ?? Infinity);
  return {
    previousDigest: previousDigest(digest, now),
    previousExpiresAt: endsAt,
    // An imported token is found by it; after another rotation it is none of the key's two.
    lookup: older === null ? lookup : spentLookup(lookup),
  };
}

const ROTATE: FieldChecks<keyof RotateOptions> = { overlap: { rule: seconds } };

function seconds(value: unknown): string | undefined {
  const right = Number.isInteger(value) && (value as number) >= 0 && (value as number) <= LONGEST_OVERLAP;
  return right ? undefined : `must be a whole number of seconds from 0 to ${LONGEST_OVERLAP}`;
}
