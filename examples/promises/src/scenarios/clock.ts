import { setTimeout as sleep } from "node:timers/promises";

import { systemActor } from "@latchkey/core";

import { sqliteFile } from "../databases/sqlite-file.ts";
import { unless, type Finding } from "../findings/finding.ts";
import { openKeyring, type OpenKeyring } from "../keyrings/open-keyring.ts";
import { steppingClock, type SteppingClock } from "../keyrings/stepping-clock.ts";
import { storeSwitch } from "../keyrings/switched-store.ts";

const ACTOR = systemActor("operator");
const HALF_AN_HOUR_MS = 1_800_000;
const NEVER_AFTER_MS = 3_000;
const STEP_MS = 40;
const KEYS = 12;

interface Watched {
  readonly id: string;
  readonly token: string;
  /** When its end was acknowledged, on the monotonic clock. */
  endedAt: number;
}

interface Count {
  own: number;
  late: number;
  denied: number;
  tried: number;
}

/**
 * Steps the clock of two keyrings to and fro by an hour, while one revokes keys and both verify all of them; for the
 * second half the other has lost its store. Half of the keys have times that the steps go past.
 */
export async function clock(rounds: number): Promise<Finding> {
  const database = await sqliteFile();
  const hands = steppingClock();
  const lost = storeSwitch();
  const open: OpenKeyring[] = [];
  const count: Count = { own: 0, late: 0, denied: 0, tried: 0 };
  try {
    const own = await openKeyring(database.config, { clock: hands });
    const other = await openKeyring(database.config, { clock: hands, around: lost.around });
    open.push(own, other);
    for (let round = 0; round < rounds; round++) {
      hands.right();
      lost.away = false;
      await oneRound({ hands, own, other, count, loseStore: () => (lost.away = true) });
    }
  } finally {
    lost.away = false;
    for (const each of open) await each.close();
    await database.remove();
  }
  const { own, late, denied, tried } = count;
  return {
    figures: { rounds, tried, own_accepted: own, after_3_s: late, valid_denied: denied },
    broken: [
      ...unless(own === 0, `${own} revoked keys were accepted by the process that had revoked them`),
      ...unless(late === 0, `${late} revoked keys were accepted more than 3 s after their end`),
      ...unless(
        denied === 0,
        `${denied} verifications of a key without times were refused, with the store at hand`,
      ),
      ...unless(tried > 0, "nothing was tried"),
    ],
  };
}

interface Round {
  readonly hands: SteppingClock;
  readonly own: OpenKeyring;
  readonly other: OpenKeyring;
  readonly count: Count;
  loseStore(): void;
}

async function oneRound({ hands, own, other, count, loseStore }: Round): Promise<void> {
  const keys: Watched[] = [];
  for (let each = 0; each < KEYS; each++) keys.push(await watchedKey(own, hands, each));
  const valid = await own.keyring.create({ role: "reader" }, ACTOR);
  let lost = false;

  async function tryAll(): Promise<void> {
    for (const { token, endedAt } of keys) {
      const sentAt = performance.now();
      count.tried += 2;
      if ((await own.keyring.verify(token)).ok && sentAt > endedAt) count.own += 1;
      if ((await other.keyring.verify(token)).ok && sentAt > endedAt + NEVER_AFTER_MS) count.late += 1;
    }
    for (const { keyring } of lost ? [own] : [own, other])
      if (!(await keyring.verify(valid.token)).ok) count.denied += 1;
  }

  await tryAll();
  for (const [each, key] of keys.entries()) {
    hands.step();
    await own.keyring.revoke({ id: key.id }, ACTOR);
    key.endedAt = performance.now();
    if (each === KEYS / 2) {
      loseStore();
      lost = true;
    }
    await tryAll();
    await sleep(STEP_MS);
  }
  const end = performance.now() + NEVER_AFTER_MS + 500;
  while (performance.now() < end) {
    hands.step();
    await tryAll();
    await sleep(STEP_MS);
  }
}

/** Every fourth key expires within the step, and every fourth begins within it; at this moment all can be used or will. */
async function watchedKey({ keyring }: OpenKeyring, hands: SteppingClock, each: number): Promise<Watched> {
  const soon = (hands.now?.() ?? 0) + HALF_AN_HOUR_MS;
  const times = [{}, { expiresAt: soon }, {}, { notBefore: soon }][each % 4];
  const { key, token } = await keyring.create({ role: "reader", ...times }, ACTOR);
  return { id: key.id, token, endedAt: Infinity };
}
