import type { SecondaryStorage } from "better-auth";

/** As much of a row of better-auth's table as its storage needs. */
export interface StoredKey {
  readonly id: string;
  readonly key: string;
  readonly referenceId: string;
}

/** The fastest secondary storage there can be: the memory of this process. What expires is left to better-auth, which checks it. */
export function memoryStorage(): SecondaryStorage {
  const values = new Map<string, unknown>();
  return {
    get: (key) => values.get(key) ?? null,
    set: (key, value) => void values.set(key, value),
    delete: (key) => void values.delete(key),
    getAndDelete(key) {
      const value = values.get(key) ?? null;
      values.delete(key);
      return value;
    },
    increment(key) {
      const count = Number(values.get(key) ?? 0) + 1;
      values.set(key, count);
      return count;
    },
  };
}

/** Puts a key there as better-auth does when it makes one. */
export async function storeKey(storage: SecondaryStorage, row: StoredKey): Promise<void> {
  const text = JSON.stringify(row);
  await storage.set(`api-key:${row.key}`, text);
  await storage.set(`api-key:by-id:${row.id}`, text);
  await storage.set(`api-key:by-ref:${row.referenceId}`, JSON.stringify([row.id]));
}
