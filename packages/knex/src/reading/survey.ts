import type { Survey, SurveyedColumn } from "@latchkey/core";
import type { Knex } from "knex";

import type { Session } from "../connection/session.js";
import { integer, isKeepable } from "../records/column.js";
import type { StoreContext } from "../store-context.js";
import { readHead } from "./read-head.js";

type Expected = Survey["expected"];

/** Reads through whole tables, at starts and audits: nobody's request waits for it. */
const PATIENCE_MS = 60_000;

/** A column to be surveyed; `until` names that of the time from which on it counts no more. */
interface Surveyed {
  readonly column: string;
  readonly until?: string;
}

/** The head, and how many rows begin otherwise than expected: one statement for a table. */
export async function survey(
  context: StoreContext,
  session: Session,
  expected: Expected,
  now: number,
): Promise<Survey> {
  const head = await readHead(session, context.from("head"));
  const keys = await unexpectedIn(
    context,
    session,
    context.from("keys").where("live", true),
    {
      digest: { column: "digest" },
      previousDigest: { column: "previous_digest", until: "previous_expires_at" },
      lookup: { column: "lookup" },
      sealedToken: { column: "sealed_token" },
    },
    expected,
    now,
  );
  const changes = await unexpectedIn(
    context,
    session,
    context.from("changes"),
    { changeHash: { column: "hash" } },
    expected,
    now,
  );
  return { head, expected, unexpected: { ...keys, ...changes } };
}

async function unexpectedIn<C extends SurveyedColumn>(
  context: StoreContext,
  session: Session,
  rows: Knex.QueryBuilder,
  columns: Readonly<Record<C, Surveyed>>,
  expected: Expected,
  now: number,
): Promise<Record<C, number>> {
  const names = Object.keys(columns) as C[];
  const counts = names.map((name) => countOfOthers(context, columns[name], expected[name], now));
  const [row] = (await session.run(rows.select(counts), PATIENCE_MS)) as readonly Record<string, unknown>[];
  return Object.fromEntries(names.map((name) => [name, integer.read(row?.[columns[name].column])])) as Record<
    C,
    number
  >;
}

/** Compares as many characters as the beginning has, so that none in it has a meaning of its own, as in LIKE. */
function countOfOthers(
  context: StoreContext,
  { column, until }: Surveyed,
  beginnings: readonly string[],
  now: number,
): Knex.Raw {
  const possible = beginnings.filter(isKeepable);
  const begins = possible.map(() => "substr(??, 1, ?) = ?").join(" or ") || "1 = 0";
  const counts = until === undefined ? "?? is not null" : "?? is not null and ?? > ?";
  return context.raw(`count(case when ${counts} and not (${begins}) then 1 end) as ??`, [
    column,
    ...(until === undefined ? [] : [until, integer.write(now)]),
    ...possible.flatMap((beginning) => [column, [...beginning].length, beginning]),
    column,
  ]);
}
