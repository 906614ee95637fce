import type { CountRange } from "@latchkey/core";

import type { Session } from "../connection/session.js";
import { integer, isKeepable } from "../records/column.js";
import type { StoreContext } from "../store-context.js";

/** How many keys of a range are not revoked. */
export async function countKeys(
  context: StoreContext,
  session: Session,
  within: CountRange,
): Promise<number> {
  const { index, place } = INDEXES[within.by](within as never);
  if (!Object.values(place).every((value) => value === null || isKeepable(value))) return 0;

  const query = context.fromIndex("keys", index).where({ ...place, live: true });
  const [row] = (await session.run(query.count("* as keys"))) as readonly { readonly keys: unknown }[];
  return integer.read(row?.keys);
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
