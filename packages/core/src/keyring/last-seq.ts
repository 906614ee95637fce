import type { KeyringContext } from "../context/keyring-context.js";
import { withDeadline } from "../store/with-deadline.js";

/** The seq of the last change; 0 where there is none. While the head has it, what was read since still holds. */
export async function lastSeq({ store, deadlines }: KeyringContext): Promise<number> {
  const scan = { order: "seq-desc", within: { by: "all" }, limit: 1 } as const;
  const [last] = await withDeadline(store.scanChanges(scan), deadlines.manage);
  return last?.seq ?? 0;
}
