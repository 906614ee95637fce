import type { KeyringContext } from "../context/keyring-context.js";
import { LatchkeyError } from "../latchkey-error.js";
import type { Head, Survey } from "../store/key-store.js";
import { withDeadline } from "../store/with-deadline.js";
import { chainAudit } from "./chain-audit.js";
import type { ChainVerdict, Checkpoint } from "./chain-verdict.js";
import type { ChangeRecord } from "./change-record.js";
import { scanAll } from "./first-seq-since.js";

/** Is given the rows that are examined, in their order. */
export type Watch = (rows: readonly ChangeRecord[]) => void;

/** How many rows are read at a time. */
const STRETCH = 1000;
const ATTEMPTS = 3;
/** The survey behind the head reads whole tables. */
const SURVEY_MS = 60_000;

/**
 * Audits the chain up to where it stood at the beginning; what is written meanwhile is left for the next time. Each
 * attempt has a watch of its own, and what that saw is good only if the verdict is.
 */
export async function walkChain(
  ring: KeyringContext,
  checkpoint: Checkpoint | undefined,
  newWatch: () => Watch = () => () => undefined,
): Promise<ChainVerdict> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const beginning = await oldest(ring);
    const verdict = await audit(ring, checkpoint, newWatch());
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

async function audit(
  ring: KeyringContext,
  checkpoint: Checkpoint | undefined,
  watch: Watch,
): Promise<ChainVerdict> {
  const head = await readHead(ring);
  const acceptsUnpeppered = ring.digests.marks.includes("sha256$");
  const chain = chainAudit({ peppers: ring.peppers, acceptsUnpeppered, checkpoint });
  for (let after: number | undefined = undefined; ;) {
    const scan = { order: "seq", limit: STRETCH } as const;
    const rows = await scanAll(ring, after === undefined ? scan : { ...scan, after });
    const examined = rows.filter(({ seq }) => seq <= head.lastSeq);
    chain.examine(examined);
    watch(examined);
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
  const { head } = await withDeadline(ring.store.survey(NOTHING, ring.clock.now()), SURVEY_MS);
  return head;
}

const NOTHING: Survey["expected"] = {
  digest: [],
  previousDigest: [],
  lookup: [],
  sealedToken: [],
  changeHash: [],
};
