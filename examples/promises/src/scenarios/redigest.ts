import { setTimeout as sleep } from "node:timers/promises";

import { systemActor, type Keyring } from "@latchkey/core";
import type { Knex } from "knex";

import { sqliteFile } from "../databases/sqlite-file.ts";
import { unless, type Finding } from "../findings/finding.ts";
import { openKeyring, PEPPER, type OpenKeyring } from "../keyrings/open-keyring.ts";
import { slowAnswers } from "../keyrings/slow-answers.ts";

const ACTOR = systemActor("operator");
const NEWER = { version: 2, secret: "a newer pepper for the promises, as long as that" };
const PROCESSES = 3;
const USES_AT_ONCE = 4;
const OVERLAP_S = 600;
const SLOW_MS = 40;
/** After it, no process may accept what another has ended. */
const EVERYWHERE_MS = 3_100;

interface Rotated {
  readonly id: string;
  readonly older: string;
  readonly newer: string;
  /** Whether the older token goes on working. */
  readonly overlaps: boolean;
}

/**
 * Keys from before a new pepper are used for the first time since, by several keyrings at once, while they are
 * rotated: using a key makes its digest anew, which must not bring the older token back.
 */
export async function redigest(keys: number): Promise<Finding> {
  const database = await sqliteFile();
  const open: OpenKeyring[] = [];
  try {
    const older = await makeKeys(database.config, keys + 1);
    for (let each = 0; each < PROCESSES; each++) open.push(await openWithBoth(database.config));
    const [control, ...raced] = older;
    const rotated = await race(
      open.map(({ keyring }) => keyring),
      raced,
    );
    await Promise.all(open.map(({ keyring }) => keyring.verify(control?.token ?? "")));
    await sleep(EVERYWHERE_MS);
    // One that has never seen the keys reads the rows as they are now.
    open.push(await openWithBoth(database.config));
    const faults = await faultsOf(open, rotated);
    for (const { id } of rotated) await open[0]?.keyring.endOverlap({ id }, ACTOR);
    await sleep(EVERYWHERE_MS);
    const ended = rotated.map((each) => ({ ...each, overlaps: false }));
    faults.push(...(await faultsOf(open, ended)));
    const anew = await isMadeAnew(open, control?.id ?? "");
    return {
      figures: { keys, processes: PROCESSES, control_made_anew: Number(anew), faults: faults.length },
      broken: [...unless(anew, "the digest of a key that was only used was not made anew"), ...faults],
    };
  } finally {
    for (const each of open) await each.close();
    await database.remove();
  }
}

function openWithBoth(config: Knex.Config): Promise<OpenKeyring> {
  // What is read of a key can be from before its rotation.
  return openKeyring(config, { peppers: [NEWER, PEPPER], around: slowAnswers(SLOW_MS) });
}

/** Under the older pepper. */
async function makeKeys(config: Knex.Config, count: number) {
  const { keyring, close } = await openKeyring(config);
  const made = [];
  for (let each = 0; each < count; each++) {
    const { key, token } = await keyring.create({ role: "reader" }, ACTOR);
    made.push({ id: key.id, token });
  }
  await close();
  return made;
}

/** Rotates each key through one keyring while all of them see its token for the first time. */
async function race(
  rings: readonly Keyring[],
  keys: readonly { readonly id: string; readonly token: string }[],
): Promise<readonly Rotated[]> {
  const rotated: Rotated[] = [];
  for (const [each, { id, token }] of keys.entries()) {
    const overlaps = each % 2 === 1;
    const uses = rings.flatMap((ring) => Array.from({ length: USES_AT_ONCE }, () => ring.verify(token)));
    const rotation = rings[each % rings.length]?.rotate({ id }, ACTOR, { overlap: overlaps ? OVERLAP_S : 0 });
    const [answer] = await Promise.all([rotation, ...uses]);
    rotated.push({ id, older: token, newer: answer?.token ?? "", overlaps });
  }
  return rotated;
}

async function isMadeAnew([open]: readonly OpenKeyring[], id: string): Promise<boolean> {
  return (await open?.store.findKey({ id }))?.digest.includes(`$v${NEWER.version}$`) === true;
}

/** Newer tokens work, older ones during an overlap only, whichever keyring is asked. */
async function faultsOf(open: readonly OpenKeyring[], rotated: readonly Rotated[]): Promise<string[]> {
  const faults: string[] = [];
  for (const { id, older, newer, overlaps } of rotated)
    for (const [process, { keyring }] of open.entries()) {
      const [was, is] = await Promise.all([keyring.verify(older), keyring.verify(newer)]);
      if (!is.ok) faults.push(`the newer token of ${id} was refused by process ${process}: ${is.reason}`);
      if (was.ok && !overlaps) faults.push(`the older token of ${id} was accepted by process ${process}`);
      if (!was.ok && overlaps)
        faults.push(`the older token of ${id} was refused in its overlap: ${was.reason}`);
    }
  return faults;
}
