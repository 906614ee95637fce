import { systemActor, type ChangeRecord, type KeyRecord, type KeyStore } from "@latchkey/core";

import type { OpenKeyring } from "../keyrings/open-keyring.ts";

const PAGE = 1_000;

/**
 * What is wrong with keys and changes, each in one sentence: the chain must verify, and each key must have as many
 * changes as its version says, the first of them its creation.
 */
export async function checkRecord({ keyring, store }: OpenKeyring): Promise<readonly string[]> {
  const verdict = await keyring.changes.verify(systemActor("auditor"));
  const counts = new Map<string, ChangeRecord[]>();
  for (const change of await allChanges(store))
    counts.set(change.target, [...(counts.get(change.target) ?? []), change]);
  const keys = await allKeys(store);
  return [
    ...(verdict.ok ? [] : [`the chain of changes is broken at ${verdict.seq}: ${verdict.fault}`]),
    ...keys.flatMap((key) => halfWritten(key, counts.get(key.id) ?? [])),
    ...[...counts.keys()]
      .filter((id) => !keys.some((key) => key.id === id))
      .map((id) => `${id} has changes and no row`),
  ];
}

function halfWritten({ id, version }: KeyRecord, changes: readonly ChangeRecord[]): readonly string[] {
  if (changes.length === version && changes[0]?.action === "key.created") return [];
  return [`${id} is of version ${version} and has ${changes.length} changes`];
}

async function allKeys(store: KeyStore): Promise<readonly KeyRecord[]> {
  const keys: KeyRecord[] = [];
  for (const live of [true, false]) {
    for (let after = 0; ;) {
      const page = await store.scanKeys({ live, limit: PAGE, order: "number", within: { by: "all" }, after });
      keys.push(...page);
      if (page.length < PAGE) break;
      after = page.at(-1)?.number ?? after;
    }
  }
  return keys;
}

async function allChanges(store: KeyStore): Promise<readonly ChangeRecord[]> {
  const changes: ChangeRecord[] = [];
  for (let after = 0; ;) {
    const page = await store.scanChanges({ order: "seq", within: { by: "all" }, after, limit: PAGE });
    changes.push(...page);
    if (page.length < PAGE) return changes;
    after = page.at(-1)?.seq ?? after;
  }
}
