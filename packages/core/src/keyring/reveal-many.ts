import type { Actor } from "../actors/actor.js";
import { isHeldSomewhere } from "../actors/covering-grant.js";
import type { ResolvedActor } from "../actors/resolve-actor.js";
import { actorNow } from "../context/actor-now.js";
import { factsOf, type EarlyFacts, type Facts } from "../context/facts.js";
import type { KeyringContext } from "../context/keyring-context.js";
import { write } from "../context/writing.js";
import { KEY_LIMITS } from "../keys/key-limits.js";
import type { KeyRecord } from "../keys/key-record.js";
import { LatchkeyError } from "../latchkey-error.js";
import { inLanes } from "./in-lanes.js";
import { lastSeq } from "./last-seq.js";
import { openedToken } from "./opened-token.js";
import { hasSameToken, revealable, tokensRevealed } from "./revealing.js";

/** Reads and digests under way at a time. */
const LANES = 4;

/** A key and its token. */
interface Opened {
  readonly key: KeyRecord;
  readonly token: string;
}

/** Looks that others' writes may make worthless before each key is read again under the lock. */
const MOST_ROUNDS = 3;

/**
 * Shows the tokens of those keys that the actor may see them of, once the changes that say so are committed; where
 * there is nothing to show nothing is written. What was decided without the lock holds under it when nothing was
 * written in between. Otherwise it looks again, and after a few such rounds decides key by key while it has the lock.
 */
export async function revealMany(
  ring: KeyringContext,
  ids: readonly string[],
  as: Actor,
): Promise<ReadonlyMap<string, string>> {
  requirePage(ids);
  for (let round = 1; ; round++) {
    const look = await lookAt(ring, [...new Set(ids)], as);
    if (look.opened.length === 0) return new Map();
    const shown = await show(ring, as, look, round === MOST_ROUNDS);
    if (shown !== null) return new Map(shown.map(({ key, token }) => [key.id, token]));
  }
}

/** What there is to show, as it was when the last change had this seq. */
interface Look {
  readonly seq: number;
  readonly facts: EarlyFacts;
  readonly opened: readonly Opened[];
}

async function lookAt(ring: KeyringContext, ids: readonly string[], as: Actor): Promise<Look> {
  // First: whatever is written from now on has a higher seq.
  const seq = await lastSeq(ring);
  const facts = factsOf(ring);
  const actor = await actorNow(ring, as, facts);
  if (!isHeldSomewhere(actor, "api-keys:reveal")) return { seq, facts, opened: [] };
  const opened = await inLanes(LANES, ids, (id) => open(ring, actor, facts, id));
  return { seq, facts, opened: opened.filter((entry) => entry !== null) };
}

/** Null where something was written since the look, unless that is decided about here. */
function show(
  ring: KeyringContext,
  as: Actor,
  { seq, facts, opened }: Look,
  decideHere: boolean,
): Promise<readonly Opened[] | null> {
  return write(ring, facts, async ({ tx, facts: now, record }) => {
    const isSame = tx.head.lastSeq === seq;
    if (!isSame && !decideHere) return null;
    const actor = await actorNow(ring, as, now);
    const shown = isSame ? opened : await stillRevealable(ring, actor, now, opened);
    for (const keys of byPlace(shown.map(({ key }) => key))) record(actor, tokensRevealed(keys));
    return shown;
  });
}

async function stillRevealable(
  ring: KeyringContext,
  actor: ResolvedActor,
  now: Facts,
  opened: readonly Opened[],
): Promise<readonly Opened[]> {
  const still: Opened[] = [];
  for (const { key, token } of opened) {
    const current = await whereRevealable(actor, now, key.id);
    if (current !== null && hasSameToken(ring, key, current)) still.push({ key: current, token });
  }
  return still;
}

function requirePage(ids: readonly string[]): void {
  if (Array.isArray(ids) && ids.length <= KEY_LIMITS.page) return;
  throw new LatchkeyError("invalid_request", `Name ${KEY_LIMITS.page} keys at most, by a list of their ids.`);
}

async function open(
  ring: KeyringContext,
  actor: ResolvedActor,
  facts: Facts,
  id: string,
): Promise<Opened | null> {
  const key = await whereRevealable(actor, facts, id);
  const token = key && (await openedToken(ring, key));
  return key && token !== null ? { key, token } : null;
}

/** Null where a refusal says that the token is not for this actor; faults that say nothing of that are thrown. */
async function whereRevealable(actor: ResolvedActor, facts: Facts, id: string): Promise<KeyRecord | null> {
  try {
    return await revealable(actor, facts, await facts.findKey({ id }));
  } catch (fault) {
    if (REFUSALS.has((fault as { readonly code?: unknown }).code)) return null;
    throw fault;
  }
}

const REFUSALS: ReadonlySet<unknown> = new Set([
  "not_found",
  "insufficient_permissions",
  "key_revoked",
  "key_expired",
  "ceiling_exceeded",
]);

/** A change is seen by those who may see the changes of its owner, organization and project. */
function byPlace(keys: readonly KeyRecord[]): Iterable<[KeyRecord, ...KeyRecord[]]> {
  const places = new Map<string, [KeyRecord, ...KeyRecord[]]>();
  for (const key of keys) {
    const place = JSON.stringify([key.ownerId, key.orgId, key.projectId]);
    const others = places.get(place);
    if (others === undefined) places.set(place, [key]);
    else others.push(key);
  }
  return places.values();
}
