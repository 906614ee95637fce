import { setTimeout as sleep } from "node:timers/promises";

import { together, unless, type Finding } from "../findings/finding.ts";
import { measureStalls } from "../findings/measure-stalls.ts";
import { outageFinding, type Outage } from "../findings/outage.ts";
import { revocationLag, type Acknowledgement } from "../findings/revocation-lag.ts";
import { answerLog, type AnswerLog } from "../load/answer-log.ts";
import { alwaysAccepted } from "../findings/always-accepted.ts";
import { askWhoAmI } from "../load/ask-who-am-i.ts";
import { makeKnown } from "../load/make-known.ts";
import { pursue } from "../load/pursue.ts";
import { startLoad } from "../load/start-load.ts";
import { cutSubscribers } from "../redis/cut-subscribers.ts";
import type { IssuedKey, Operator, Place } from "../servers/operator.ts";
import type { World } from "../servers/start-world.ts";
import { stopDatabase, type Stop } from "./stop-database.ts";

export interface RevocationSettings {
  /** How many keys to revoke. */
  readonly count: number;
  /** What else happens: nothing, subscribers lose their connections all the time, the database is away for a while. */
  readonly fault?: "subscribers-cut" | { readonly database: Stop; readonly forMs: number };
}

const STEADY = { org_id: "acme", project_id: "mobile-app" };
const VICTIMS = { org_id: "acme", project_id: "website" };
const STEADY_KEYS = 8;
/** Below the quota of a project; revoked keys do not count. */
const WAVE = 30;
const PACE_MS = 40;
const RATE = 200;
const NO_OWNER = { owner_id: null };
const STRANGERS_AFTER_MS = 500;
/** The process that revokes. */
const REVOKER = 0;

/** What the parts of one run share. */
interface Run {
  readonly world: World;
  readonly log: AnswerLog;
  readonly acknowledgements: Acknowledgement[];
  readonly pursuits: Promise<void>[];
  /** The keys to be revoked next. */
  readonly victims: IssuedKey[];
  readonly count: number;
}

/**
 * Revokes keys one after another at one process, while all processes are asked with all keys. Each key has been
 * accepted by every process just before, and is tried at every process from its end on.
 */
export async function revocation(world: World, { count, fault }: RevocationSettings): Promise<Finding> {
  const run: Run = { world, log: answerLog(), acknowledgements: [], pursuits: [], victims: [], count };
  const steady = await createKeys(world, STEADY, STEADY_KEYS);
  const strangers = await createKeys(world, STEADY, world.servers.length);
  await makeKnown(world.servers, steady, run.log);
  const load = startLoad({ ...world, keys: () => [...steady, ...run.victims], rate: RATE, log: run.log });
  const stalls = measureStalls();
  const cuts = fault === "subscribers-cut" && world.redis !== null ? cutSubscribers(world.redis) : undefined;
  try {
    await revokeAll(run, Math.ceil(count / 2));
    // At once after an acknowledgement, of which the other processes cannot have heard all.
    const outage = typeof fault === "object" ? takeAway(run, fault, strangers) : null;
    await revokeAll(run, count);
    const over = await outage;
    await Promise.all(run.pursuits);
    await load.stop();
    const cut = await cuts?.();
    return findingOf(run, { steady, strangers, outage: over, stallMs: stalls(), cut });
  } finally {
    await load.stop();
    await cuts?.();
    for (const key of [...steady, ...strangers]) await revokerOf(world).revoke(key);
  }
}

/** Goes on until so many have been revoked. */
async function revokeAll(run: Run, until: number): Promise<void> {
  const { world, log, victims, acknowledgements, pursuits } = run;
  while (acknowledgements.length < until) {
    if (victims.length === 0) victims.push(...(await newVictims(run)));
    const [key] = victims;
    if (key === undefined) return;
    const { arrivedAt } = await revokerOf(world).revoke(key);
    acknowledgements.push({ keyId: key.id, process: REVOKER, at: arrivedAt });
    pursuits.push(pursue(world.servers, key, log));
    victims.shift();
    await sleep(PACE_MS);
  }
}

/** Made, and met by every process. */
async function newVictims({ world, log, count, acknowledgements }: Run): Promise<readonly IssuedKey[]> {
  const wave = await createKeys(world, VICTIMS, Math.min(WAVE, count - acknowledgements.length));
  await makeKnown(world.servers, wave, log);
  return wave;
}

/** Every second one without an owner: what is known of owners has an end of its own, and could hide that of keys. */
async function createKeys(world: World, place: Place, count: number): Promise<readonly IssuedKey[]> {
  const keys: IssuedKey[] = [];
  for (let made = 0; made < count; made++)
    keys.push(await revokerOf(world).create(place, made % 2 === 0 ? {} : NO_OWNER));
  return keys;
}

function revokerOf({ operators }: World): Operator {
  const operator = operators[REVOKER];
  if (operator === undefined) throw new Error("there is no server");
  return operator;
}

/** The database goes; meanwhile each process is asked with a key that it has never seen. */
async function takeAway(
  { world, log }: Run,
  { database, forMs }: Exclude<RevocationSettings["fault"], string | undefined>,
  strangers: readonly IssuedKey[],
): Promise<Outage> {
  const outage = stopDatabase(world.database, database, forMs);
  await sleep(STRANGERS_AFTER_MS);
  const asked = world.servers.map(async ({ client }, process) => {
    const stranger = strangers[process];
    if (stranger !== undefined) log.record(process, stranger, await askWhoAmI(client, stranger));
  });
  await Promise.all(asked);
  return outage;
}

interface Observed {
  readonly steady: readonly IssuedKey[];
  readonly strangers: readonly IssuedKey[];
  readonly outage: Outage | null;
  readonly stallMs: number;
  readonly cut: number | undefined;
}

function findingOf(
  { world, log, acknowledgements }: Run,
  { steady, strangers, outage, stallMs, cut }: Observed,
): Finding {
  const processes = world.servers.length;
  const known = steady.map(({ id }) => id);
  const unknown = strangers.map(({ id }) => id);
  const findings = [
    { figures: { requests: log.answers.length, stall_ms: Math.round(stallMs) }, broken: [] },
    revocationLag(acknowledgements, log.answers, { processes, outage, stallMs }),
    outage === null
      ? alwaysAccepted(known, log.answers)
      : outageFinding(outage, log.answers, { known, unknown, processes, stallMs }),
    ...(cut === undefined
      ? []
      : [{ figures: { cut }, broken: unless(cut > 0, "no subscriber was there to be cut off") }]),
  ];
  return together(findings);
}
