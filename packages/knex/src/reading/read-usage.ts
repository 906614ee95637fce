import type { LastUse, UsageBatch, UsageHour, UsageQuery } from "@latchkey/core";

import { chunksOf } from "../chunks-of.js";
import type { Session } from "../connection/session.js";
import { integer, isKeepable } from "../records/column.js";
import { hourColumns, hourFromRow, useColumns, useFromRow } from "../records/usage-rows.js";
import type { StoreContext } from "../store-context.js";

/** Keys asked for by one statement. */
const KEYS_AT_ONCE = 500;

/** When keys were last used, and how often within which hours where those are asked for. */
export async function readUsage(
  context: StoreContext,
  session: Session,
  { keys, hours: between }: UsageQuery,
): Promise<UsageBatch> {
  const wanted = new Set(keys.filter(isKeepable));
  const lastUsed: LastUse[] = [];
  const hours: UsageHour[] = [];
  for (const ids of chunksOf([...wanted], KEYS_AT_ONCE)) {
    lastUsed.push(...(await usesOf(context, session, ids)));
    if (between !== undefined) hours.push(...(await hoursOf(context, session, ids, between)));
  }
  // Once more, byte for byte: the tables may have been given another collation by other hands.
  const isWanted = ({ keyId }: { readonly keyId: string }) => wanted.has(keyId);
  return {
    lastUsed: lastUsed.filter(isWanted),
    hours: hours.filter(isWanted).sort((a, b) => a.hour - b.hour),
  };
}

async function usesOf(
  context: StoreContext,
  session: Session,
  ids: readonly string[],
): Promise<readonly LastUse[]> {
  const rows = await session.run(context.from("last_used").select(useColumns).whereIn("key_id", ids));
  return (rows as readonly unknown[]).map(useFromRow);
}

async function hoursOf(
  context: StoreContext,
  session: Session,
  ids: readonly string[],
  { from, to }: NonNullable<UsageQuery["hours"]>,
): Promise<readonly UsageHour[]> {
  const rows = await session.run(
    context
      .from("usage")
      .select(hourColumns)
      .whereIn("key_id", ids)
      .where("hour", ">=", integer.write(from))
      .where("hour", "<", integer.write(to)),
  );
  return (rows as readonly unknown[]).map(hourFromRow);
}
