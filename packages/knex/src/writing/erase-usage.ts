import type { Session } from "../connection/session.js";
import { integer } from "../records/column.js";
import type { StoreContext } from "../store-context.js";

/** Which hours are removed: those before one, `most` at most. */
export interface OldUsage {
  readonly usageBefore: number;
  readonly most: number;
}

/**
 * Removes the oldest hours, of one hour by their keys. No database but MySQL deletes with a limit, so the last of them
 * is looked for first, on the index of the hours, and what lies before it goes.
 */
export async function eraseUsage(
  context: StoreContext,
  session: Session,
  { usageBefore, most }: OldUsage,
): Promise<number> {
  integer.write(most);
  const old = context.from("usage").where("hour", "<", integer.write(usageBefore));
  const inOrder = context
    .fromIndex("usage", ["hour"])
    .select("hour", "key_id")
    .where("hour", "<", integer.write(usageBefore))
    .orderBy(["hour", "key_id"])
    .limit(1)
    .offset(most - 1);
  const [last] = (await session.run(inOrder)) as readonly Place[];
  if (last !== undefined) {
    const { hour, key_id } = last;
    old.where((places) => {
      void places.where("hour", "<", hour).orWhere({ hour }).where("key_id", "<=", key_id);
    });
  }
  return (await session.run(old.del())) as number;
}

/** As the database gives it, and as it takes it back. */
interface Place {
  readonly hour: number;
  readonly key_id: string;
}
