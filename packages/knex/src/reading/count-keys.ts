import type { CountRange } from "@latchkey/core";

import type { Session } from "../connection/session.js";
import { indexName } from "../index-name.js";
import { integer, isKeepable } from "../records/column.js";
import type { StoreContext } from "../store-context.js";
import { quoted } from "../quoted.js";

/** How many keys of a range are not revoked. */
export type CountKeys = (session: Session, within: CountRange) => Promise<number>;

/** Counts keys, as every create does; so its statements are written once. */
export function keyCounter(context: StoreContext): CountKeys {
  const remembered = new Map<string, string>();

  function textFor(by: CountRange["by"], { index, place }: Counted): string {
    const name = [by, ...Object.values(place).map((value) => value === null)].join(" ");
    const text = remembered.get(name) ?? countText(context, { index, place });
    remembered.set(name, text);
    return text;
  }

  return async function countKeys(session, within) {
    const counted = INDEXES[within.by](within as never);
    const values = Object.values(counted.place);
    if (!values.every((value) => value === null || isKeepable(value))) return 0;

    const given = values.filter((value) => value !== null);
    const answer = await session.runSql(textFor(within.by, counted), [...given, true]);
    const [row] = context.dialect.rowsOf(answer) as readonly { readonly counted: unknown }[];
    return integer.read(row?.counted);
  };
}

function countText(context: StoreContext, { index, place }: Counted): string {
  const name = context.tableName("keys");
  const hint = context.dialect.scans.indexHint?.replace("??", quoted(context, indexName(name, index))) ?? "";
  const conditions = Object.entries(place).map(
    ([column, value]) => `${quoted(context, column)} ${value === null ? "is null" : "= ?"} and`,
  );
  const where = `${conditions.join(" ")} ${quoted(context, "live")} = ?`;
  return `select count(*) as counted from ${quoted(context, name)} ${hint} where ${where}`;
}

type Range<By extends CountRange["by"]> = Extract<CountRange, { readonly by: By }>;

interface Counted {
  readonly index: readonly string[];
  readonly place: Readonly<Record<string, string | null>>;
}

const INDEXES: { readonly [By in CountRange["by"]]: (within: Range<By>) => Counted } = {
  project: ({ org, project }) => ({
    index: ["org_id", "project_id", "live", "number"],
    place: { org_id: org, project_id: project },
  }),
  org: ({ org }) => ({ index: ["org_id", "live", "number"], place: { org_id: org } }),
  owner: ({ owner }) => ({ index: ["owner_id", "live", "number"], place: { owner_id: owner } }),
  role: ({ role }) => ({ index: ["role"], place: { role } }),
};
