import type { KeyStore, UsageHour } from "@latchkey/core";
import type { Knex } from "knex";

import { chunksOf } from "../chunks-of.js";
import type { Session } from "../connection/session.js";
import { hourToRow, useToRow } from "../records/usage-rows.js";
import type { StoreContext } from "../store-context.js";
import { inWrite } from "./in-write.js";
import { ROWS_AT_ONCE } from "./insert-text.js";
import type { Enter } from "./turnstile.js";

/**
 * Writes of usage: one transaction for a batch, which locks nothing but the rows it adds to. All processes take those
 * in one order, so that two batches wait for each other instead of standing in each other's way for good; what comes
 * to stand in the way all the same is rolled back by the database, and tried again.
 */
export function usageWriter(context: StoreContext, enter: Enter): KeyStore["addUsage"] {
  return async function addUsage(batch) {
    const hours = [...batch.hours].sort(byKeyAndHour).map(hourToRow);
    const uses = [...batch.lastUsed].sort(byKey).map(useToRow);
    if (hours.length + uses.length === 0) return;

    await inWrite(context, { enter, triesAgain: () => true }, async (session) => {
      await addHours(context, session, hours);
      await moveUses(context, session, uses);
    });
  };
}

type Row = ReturnType<typeof hourToRow>;

async function addHours(context: StoreContext, session: Session, rows: readonly Row[]): Promise<void> {
  const { stored, incoming } = columnsIn(context, "usage");
  const sum = (column: string) => context.raw("? + ?", [stored(column), incoming(column)]);
  for (const some of chunksOf(rows, ROWS_AT_ONCE)) {
    const insert = context.from("usage").insert(some).onConflict(["key_id", "hour"]);
    await session.run(insert.merge({ accepted: sum("accepted"), refused: sum("refused") }));
  }
}

async function moveUses(context: StoreContext, session: Session, rows: readonly Row[]): Promise<void> {
  const { stored, incoming } = columnsIn(context, "last_used");
  const at = [incoming("at"), stored("at")];
  const ofNewest = (column: string) =>
    context.raw("case when ? >= ? then ? else ? end", [...at, incoming(column), stored(column)]);
  const [old, oldStored] = [incoming("old_secret_at"), stored("old_secret_at")];
  const merged = {
    address: ofNewest("address"),
    user_agent: ofNewest("user_agent"),
    old_secret_at: context.raw("case when ? is null or ? > ? then ? else ? end", [
      oldStored,
      old,
      oldStored,
      old,
      oldStored,
    ]),
    // MySQL sets one column after the other; `>=` says the same before this one has moved and behind it.
    at: ofNewest("at"),
  };
  for (const some of chunksOf(rows, ROWS_AT_ONCE))
    await session.run(context.from("last_used").insert(some).onConflict("key_id").merge(merged));
}

/** The two values a column has where the row is there already. */
function columnsIn({ raw, dialect, tableName }: StoreContext, table: string) {
  return {
    stored: (column: string): Knex.Raw => raw("??.??", [tableName(table), column]),
    incoming: (column: string): Knex.Raw => raw(dialect.incoming, [column]),
  };
}

function byKey(a: { readonly keyId: string }, b: { readonly keyId: string }): number {
  return a.keyId < b.keyId ? -1 : Number(a.keyId > b.keyId);
}

function byKeyAndHour(a: UsageHour, b: UsageHour): number {
  return byKey(a, b) || a.hour - b.hour;
}
