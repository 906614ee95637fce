import { apiKey, type ApiKey } from "../keys/api-key.js";
import type { KeyRecord } from "../keys/key-record.js";
import { withDeadline } from "../store/with-deadline.js";
import type { Facts } from "./facts.js";
import type { KeyringContext } from "./keyring-context.js";

/** Keys as people see them: with their roles' names and when they were last used. */
export async function showKeys(
  ring: KeyringContext,
  facts: Facts,
  records: readonly KeyRecord[],
): Promise<readonly ApiKey[]> {
  if (records.length === 0) return [];
  const query = { keys: records.map(({ id }) => id) };
  const { lastUsed } = await withDeadline(ring.store.readUsage(query), ring.deadlines.manage);
  const uses = new Map(lastUsed.map((use) => [use.keyId, use]));
  return Promise.all(
    records.map(async (record) =>
      apiKey(record, {
        now: ring.clock.now(),
        role: await facts.roleName(record.role),
        lastUse: uses.get(record.id) ?? null,
      }),
    ),
  );
}

/** The same for one key. */
export async function showKey(ring: KeyringContext, facts: Facts, record: KeyRecord): Promise<ApiKey> {
  const [shown] = await showKeys(ring, facts, [record]);
  return shown as ApiKey;
}
