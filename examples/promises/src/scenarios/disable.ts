import { setImmediate as nextTurn } from "node:timers/promises";

import { systemActor } from "@latchkey/core";

import { sqliteFile } from "../databases/sqlite-file.ts";
import { unless, type Finding } from "../findings/finding.ts";
import { openKeyring, type OpenKeyring } from "../keyrings/open-keyring.ts";
import { slowAnswers } from "../keyrings/slow-answers.ts";

const ACTOR = systemActor("operator");
const AT_ONCE = 20;
const SLOW_MS = 15;

export interface DisableSettings {
  readonly rounds: number;
  /** Verifications in a round, half of them after the key was disabled. */
  readonly verifications: number;
}

interface Count {
  acceptedBefore: number;
  acceptedAfter: number;
  refusedAfter: number;
  resurrected: number;
}

interface Round {
  readonly count: Count;
  readonly verifications: number;
  /** Whether the process knows the key before it is disabled. */
  readonly known: boolean;
}

/**
 * Disables a key while one process verifies it all the time, and another writes the key's usage. In every second round
 * the process does not know the key yet, so that reading it races the disable.
 */
export async function disable({ rounds, verifications }: DisableSettings): Promise<Finding> {
  const database = await sqliteFile();
  const count: Count = { acceptedBefore: 0, acceptedAfter: 0, refusedAfter: 0, resurrected: 0 };
  try {
    for (let round = 0; round < rounds; round++) {
      const open = await openKeyring(database.config, { around: slowAnswers(SLOW_MS) });
      const other = await openKeyring(database.config);
      await oneRound({ count, verifications, known: round % 2 === 0 }, open, other).finally(() =>
        open.close(),
      );
    }
  } finally {
    await database.remove();
  }
  const { acceptedBefore, acceptedAfter, refusedAfter, resurrected } = count;
  return {
    figures: {
      rounds,
      accepted_before: acceptedBefore,
      accepted_after: acceptedAfter,
      refused_after: refusedAfter,
      resurrected,
    },
    broken: [
      ...unless(
        acceptedAfter === 0,
        `${acceptedAfter} verifications begun after the acknowledgement were accepted`,
      ),
      ...unless(resurrected === 0, `${resurrected} keys were enabled again by what was written later`),
      ...unless(acceptedBefore > 0 && refusedAfter > 0, "there was no race"),
    ],
  };
}

async function oneRound(
  { count, verifications, known }: Round,
  open: OpenKeyring,
  other: OpenKeyring,
): Promise<void> {
  const { keyring } = open;
  const { key, token } = await keyring.create({ role: "reader" }, ACTOR);
  await other.keyring.verify(token);
  let before = 0;
  let after = 0;
  let acknowledged = false;

  async function verifyOn(): Promise<void> {
    while (after < verifications / 2) {
      const late = acknowledged;
      const { ok } = keyring.verifySync(token) ?? (await keyring.verify(token));
      if (late) after += 1;
      else before += 1;
      if (late && ok) count.acceptedAfter += 1;
      else if (late) count.refusedAfter += 1;
      else count.acceptedBefore += Number(ok);
      // A warm verification awaits nothing, and would leave nobody else a turn.
      if ((before + after) % 20 === 0) await nextTurn();
    }
  }

  const verifying = Array.from({ length: AT_ONCE }, verifyOn);
  while (known && before < verifications / 2) await nextTurn();
  await Promise.all([
    keyring.update({ id: key.id }, { enabled: false }, ACTOR).then(() => (acknowledged = true)),
    other.close(),
  ]);
  await Promise.all(verifying);
  await keyring.close();
  const row = await open.store.findKey({ id: key.id });
  if (row?.enabled !== false) count.resurrected += 1;
}
