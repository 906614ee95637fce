import { setTimeout as sleep } from "node:timers/promises";

import type { Database } from "../databases/database.ts";
import { unless, type Finding } from "../findings/finding.ts";
import { answerLog, type AnswerLog } from "../load/answer-log.ts";
import { askWhoAmI } from "../load/ask-who-am-i.ts";
import { makeKnown } from "../load/make-known.ts";
import { httpClient } from "../servers/http-client.ts";
import type { IssuedKey } from "../servers/operator.ts";
import type { ServerProcess } from "../servers/start-server-processes.ts";
import type { World } from "../servers/start-world.ts";

export interface FrozenSettings {
  /** How many keys are revoked while processes are frozen. */
  readonly count: number;
  readonly frozenMs: number;
}

const PLACE = { org_id: "acme", project_id: "website" };
/** The frozen ones stop at different moments of what they do every half second. */
const APART_MS = 170;
const SILENCE_MS = 1_500;
const AFTERWARDS_MS = 2_000;

/**
 * Freezes all processes but the first, revokes keys at the first, and thaws the others: none may answer out of what it
 * knew, neither requests that waited in its sockets nor new ones.
 */
export async function frozen(world: World, { count, frozenMs }: FrozenSettings): Promise<Finding> {
  const [operator] = world.operators;
  const sleepers = world.servers.slice(1);
  if (operator === undefined) throw new Error("there is no server");
  const log = answerLog();
  const valid = await operator.create(PLACE);
  const victims: IssuedKey[] = [];
  // What is known of owners has an end of its own, and could hide that of keys.
  while (victims.length < count) victims.push(await operator.create(PLACE, { owner_id: null }));
  await makeKnown(world.servers, [valid, ...victims], answerLog());
  try {
    for (const sleeper of sleepers) {
      await sleep(APART_MS);
      sleeper.freeze();
    }
    const before = queue(sleepers, victims, log);
    for (const key of victims) await operator.revoke(key);
    const after = queue(sleepers, [valid, ...victims], log);
    await sleep(frozenMs);
    await wake(world.database, sleepers);
    await askAll(sleepers, [valid, ...victims], log, AFTERWARDS_MS);
    await Promise.all([before, after]);
    return findingOf(log, valid, victims, sleepers);
  } finally {
    for (const sleeper of sleepers) sleeper.thaw();
    await operator.revoke(valid);
  }
}

/** Where that can be, while the database does not answer, so that nobody can read up on what was missed. */
async function wake(database: Database, sleepers: readonly ServerProcess[]): Promise<void> {
  const silent = database.engine !== "sqlite";
  if (silent) database.freeze();
  try {
    for (const sleeper of sleepers) sleeper.thaw();
    await sleep(SILENCE_MS);
  } finally {
    if (silent) database.thaw();
  }
}

/** Sends over new connections, which wait to be accepted; those that idle are closed when the process wakes. */
async function queue(
  servers: readonly ServerProcess[],
  keys: readonly IssuedKey[],
  log: AnswerLog,
): Promise<void> {
  const queues = servers.map(async ({ port }, process) => {
    const client = httpClient(port);
    await Promise.all(keys.map(async (key) => log.record(process, key, await askWhoAmI(client, key))));
    client.close();
  });
  await Promise.all(queues);
}

async function askAll(
  servers: readonly ServerProcess[],
  keys: readonly IssuedKey[],
  log: AnswerLog,
  forMs: number,
): Promise<void> {
  const end = performance.now() + forMs;
  do {
    const asked = servers.flatMap(({ client }, process) =>
      keys.map(async (key) => log.record(process, key, await askWhoAmI(client, key))),
    );
    await Promise.all(asked);
  } while (performance.now() < end);
}

/** Whatever was asked, was asked of a frozen process or later: nothing of it was decided before the revocations. */
function findingOf(
  { answers }: AnswerLog,
  valid: IssuedKey,
  victims: readonly IssuedKey[],
  sleepers: readonly unknown[],
): Finding {
  const ofValid = answers.filter(({ keyId }) => keyId === valid.id);
  const ofVictims = answers.filter(({ keyId }) => keyId !== valid.id);
  const stale = ofVictims.filter(({ status }) => status === 200).length;
  const refused = ofVictims.filter(({ status }) => status === 401).length;
  const answered = ofVictims.filter(({ status }) => status !== 0).length;
  const accepted = ofValid.filter(({ status }) => status === 200).length;
  const denied = ofValid.filter(({ status }) => status === 401).length;
  return {
    figures: {
      frozen: sleepers.length,
      revoked: victims.length,
      answered,
      refused,
      stale,
      valid_accepted: accepted,
      valid_denied: denied,
    },
    broken: [
      ...unless(
        stale === 0,
        `${stale} requests with revoked keys were accepted by processes that had been frozen`,
      ),
      ...unless(denied === 0, `${denied} requests with a valid key were answered 401`),
      ...unless(
        answered >= 3 * victims.length * sleepers.length && refused > 0 && accepted > 0,
        "the requests were not answered",
      ),
    ],
  };
}
