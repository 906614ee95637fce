import { setTimeout as sleep } from "node:timers/promises";

import { systemActor, type Keyring } from "@latchkey/core";

import { sqliteFile } from "../databases/sqlite-file.ts";
import { unless, type Finding } from "../findings/finding.ts";
import { openKeyring, PEPPER, type OpenKeyring } from "../keyrings/open-keyring.ts";

const ACTOR = systemActor("operator");
const NEWER = { version: 2, secret: "a newer pepper for the promises, as long as that" };
const PROCESSES = 3;
const USES_AT_ONCE = 4;
const OVERLAP_S = 600;
/** After it, no process may accept what another has ended. */
const EVERYWHERE_MS = 3_100;

interface Rotated {
  readonly id: string;
  readonly older: string;
  readonly newer: string;
  readonly overlap: number;
}

/**
 * Keys from before a new pepper are used for the first time since, by several keyrings at once, while they are
 * rotated: using a key makes its digest anew, which must not bring the older token back.
 */
export async function redigest(keys: number): Promise<Finding> {
  const database = await sqliteFile();
  const open: OpenKeyring[] = [];
  try {
    const before = await openKeyring(database.config);
    open.push(before);
    const made = [];
    for (let each = 0; each < keys; each++) made.push(await before.keyring.create({ role: "reader" }, ACTOR));
    const control = await before.keyring.create({ role: "reader" }, ACTOR);
    const processes = [];
    for (let each = 0; each < PROCESSES; each++)
      processes.push(await openKeyring(database.config, { peppers: [NEWER, PEPPER] }));
    open.push(...processes);
    const rings = processes.map(({ keyring }) => keyring);

    const rotated: Rotated[] = [];
    for (const [each, { key, token }] of made.entries()) {
      const overlap = each % 2 === 0 ? 0 : OVERLAP_S;
      const uses = Array.from({ length: USES_AT_ONCE }, () => rings.map((ring) => ring.verify(token))).flat();
      const rotation = rings[each % PROCESSES]!.rotate({ id: key.id }, ACTOR, { overlap });
      const [{ token: newer }] = await Promise.all([rotation, ...uses]);
      rotated.push({ id: key.id, older: token, newer, overlap });
      await rings[each % PROCESSES]!.verify(control.token);
    }
    await sleep(EVERYWHERE_MS);
    const fresh = await openKeyring(database.config, { peppers: [NEWER, PEPPER] });
    open.push(fresh);
    const anew = await madeAnew(fresh, control.key.id);
    const faults = await faultsOf([...rings, fresh.keyring], rotated);
    for (const { id } of rotated) await fresh.keyring.endOverlap({ id }, ACTOR);
    await sleep(EVERYWHERE_MS);
    const ended = await faultsOf([...rings, fresh.keyring], rotated.map((each) => ({ ...each, overlap: 0 })));
    return {
      figures: { keys, processes: PROCESSES, control_made_anew: anew ? 1 : 0, faults: faults.length + ended.length },
      broken: [...unless(anew, "the digest of a key that was only used was not made anew"), ...faults, ...ended],
    };
  } finally {
    for (const each of open) await each.close();
    await database.remove();
  }
}

async function madeAnew({ store }: OpenKeyring, id: string): Promise<boolean> {
  return (await store.findKey({ id }))?.digest.includes(`$v${NEWER.version}$`) === true;
}

/** Newer tokens work, older ones during an overlap only, whichever keyring is asked. */
async function faultsOf(rings: readonly Keyring[], rotated: readonly Rotated[]): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const { id, older, newer, overlap } of rotated)
    for (const [process, ring] of rings.entries()) {
      const old = await ring.verify(older);
      const young = await ring.verify(newer);
      if (!young.ok) faults.push(`the newer token of ${id} was refused by process ${process}: ${young.reason}`);
      if (old.ok && overlap === 0) faults.push(`the older token of ${id} was accepted by process ${process}`);
      if (!old.ok && overlap > 0) faults.push(`the older token of ${id} was refused in its overlap: ${old.reason}`);
    }
  return faults;
}
