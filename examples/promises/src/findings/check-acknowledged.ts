import { systemActor } from "@latchkey/core";

import type { OpenKeyring } from "../keyrings/open-keyring.ts";

/** A line of a writing process: what it begins, or what was acknowledged to it. */
export interface Acknowledged {
  readonly begin?: "update" | "revoke";
  readonly done?: "create" | "update" | "revoke";
  readonly id: string;
  readonly token?: string;
  readonly version?: number;
}

/** Which acknowledged writes are missing. What was begun and not acknowledged may have happened or not. */
export async function checkAcknowledged(
  { keyring }: OpenKeyring,
  said: readonly Acknowledged[],
): Promise<readonly string[]> {
  const missing: string[] = [];
  for (const { id, token = "" } of said.filter(({ done }) => done === "create")) {
    const mine = said.filter((line) => line.id === id);
    const least = Math.max(...mine.map(({ version = 0 }) => version));
    const key = await keyring.get({ id }, systemActor("auditor")).catch(nullWhenMissing);
    if (key === null) {
      missing.push(`${id} was made and is not there`);
      continue;
    }
    if (key.version < least)
      missing.push(`${id} is of version ${key.version}, and ${least} was acknowledged`);
    const verdict = await keyring.verify(token);
    const revoked = mine.some(({ done }) => done === "revoke");
    const perhaps = mine.some(({ begin }) => begin === "revoke");
    if (revoked && (verdict.ok || verdict.reason !== "key_revoked"))
      missing.push(`${id} was revoked and is not`);
    if (!perhaps && !verdict.ok) missing.push(`${id} was made and is refused: ${verdict.reason}`);
  }
  return missing;
}

function nullWhenMissing(fault: unknown): null {
  if ((fault as { readonly code?: unknown }).code === "not_found") return null;
  throw fault;
}
