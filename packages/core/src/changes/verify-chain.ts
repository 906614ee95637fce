import type { Actor } from "../actors/actor.js";
import { insufficient, requireHeldSomewhere } from "../actors/covering-grant.js";
import { actorNow } from "../context/actor-now.js";
import { factsOf } from "../context/facts.js";
import type { KeyringContext } from "../context/keyring-context.js";
import { type Lazy, valueOf } from "../context/lazy.js";
import { checkedFields, type FieldChecks } from "../keys/check-fields.js";
import { isPlainObject } from "../keys/is-plain-object.js";
import { LatchkeyError } from "../latchkey-error.js";
import { covers } from "../permissions/permission.js";
import type { Head, Survey } from "../store/key-store.js";
import { withDeadline } from "../store/with-deadline.js";
import { chainAudit } from "./chain-audit.js";
import type { ChainVerdict, Checkpoint } from "./chain-verdict.js";
import { scanAll } from "./first-seq-since.js";

export interface VerifyChainOptions {
  /** What an earlier verification gave back; one from before changes that were pruned since cannot be compared, and is passed over. */
  readonly checkpoint?: Checkpoint | undefined;
}

const PERMISSION = "api-changes:read";
/** How many rows are read at a time. */
const STRETCH = 1000;
const ATTEMPTS = 3;
/** The survey behind the head reads whole tables. */
const SURVEY_MS = 60_000;

/** Audits the chain up to where it stood at the beginning; what is written meanwhile is left for the next time. */
export async function verifyChain(
  ring: KeyringContext,
  as: Actor,
  options: Lazy<VerifyChainOptions>,
): Promise<ChainVerdict> {
  const actor = await actorNow(ring, as, factsOf(ring));
  requireHeldSomewhere(actor, PERMISSION);
  if (!actor.grants.some(({ org, permissions }) => org === "*" && covers(permissions, PERMISSION)))
    throw insufficient(PERMISSION);
  const { checkpoint } = checkedFields<VerifyChainOptions>(valueOf(options), OPTIONS);

  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const beginning = await oldest(ring);
    const verdict = await audit(ring, checkpoint);
    // A removal of old changes while they were read looks like a fault.
    if (verdict.ok || (await oldest(ring)) === beginning) return verdict;
  }
  throw new LatchkeyError("store_busy", "Changes are being removed at this moment; try again later.", {
    retryAfter: 60,
  });
}

async function oldest(ring: KeyringContext): Promise<number | undefined> {
  const [change] = await scanAll(ring, { order: "seq", limit: 1 });
  return change?.seq;
}

async function audit(ring: KeyringContext, checkpoint: Checkpoint | undefined): Promise<ChainVerdict> {
  const head = await readHead(ring);
  const chain = chainAudit(ring.peppers, checkpoint);
  for (let after: number | undefined = undefined; ;) {
    const scan = { order: "seq", limit: STRETCH } as const;
    const rows = await scanAll(ring, after === undefined ? scan : { ...scan, after });
    chain.examine(rows.filter(({ seq }) => seq <= head.lastSeq));
    after = Math.max(...rows.map(({ seq }) => seq));
    if (rows.length < STRETCH || after >= head.lastSeq) break;
  }
  const verdict = chain.verdict(head);
  return verdict.ok ? ((await faultBehind(ring, head)) ?? verdict) : verdict;
}

/** A row behind the head that no write has put there: every write moves the head along. */
async function faultBehind(ring: KeyringContext, then: Head): Promise<ChainVerdict | undefined> {
  const [newest] = await scanAll(ring, { order: "seq-desc", limit: 1 });
  if (newest === undefined || newest.seq <= then.lastSeq) return undefined;
  const { lastSeq } = await readHead(ring);
  if (newest.seq <= lastSeq) return undefined;
  const detail = `Change ${lastSeq + 1} was put in, or the head was set back: it ends the chain at ${lastSeq}.`;
  return { ok: false, seq: lastSeq + 1, fault: "edited", detail };
}

async function readHead(ring: KeyringContext): Promise<Head> {
  const { head } = await withDeadline(ring.store.survey(NOTHING), SURVEY_MS);
  return head;
}

const NOTHING: Survey["expected"] = {
  digest: [],
  previousDigest: [],
  lookup: [],
  sealedToken: [],
  changeHash: [],
};

const OPTIONS: FieldChecks<keyof VerifyChainOptions> = { checkpoint: { rule: isCheckpoint } };

function isCheckpoint(value: unknown): string | undefined {
  const { seq, hash, ...others } = isPlainObject(value) ? value : {};
  const right =
    Number.isSafeInteger(seq) &&
    (seq as number) >= 0 &&
    typeof hash === "string" &&
    hash.length <= LONGEST_HASH &&
    Object.keys(others).length === 0;
  return right ? undefined : "must be { seq, hash }, as an earlier verification gave it back";
}

const LONGEST_HASH = 128;
