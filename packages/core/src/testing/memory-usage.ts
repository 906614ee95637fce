import { compareUtf8 } from "./compare-utf8.js";
import { frozenCopy } from "./frozen-copy.js";
import type { LastUse, UsageBatch, UsageHour, UsageQuery } from "../usage/usage-record.js";

/** The usage a memory store keeps. */
export interface MemoryUsage {
  add(batch: UsageBatch): void;
  read(query: UsageQuery): UsageBatch;
  forgetKeys(ids: readonly string[]): void;
  /** Names of the oldest rows before an hour, `most` at most, without those already named. */
  oldestBefore(hour: number, most: number, named: ReadonlySet<string>): readonly string[];
  forgetHours(names: readonly string[]): void;
}

export function memoryUsage(): MemoryUsage {
  const hours = new Map<string, UsageHour>();
  const uses = new Map<string, LastUse>();

  function addHour(added: UsageHour): void {
    const name = `${added.keyId} ${added.hour}`;
    const { accepted, refused } = hours.get(name) ?? { accepted: 0, refused: 0 };
    hours.set(
      name,
      frozenCopy({ ...added, accepted: accepted + added.accepted, refused: refused + added.refused }),
    );
  }

  function addUse(use: LastUse): void {
    const known = uses.get(use.keyId);
    const newest = known === undefined || use.at >= known.at ? use : known;
    const oldSecretAt = later(use.oldSecretAt, known?.oldSecretAt ?? null);
    uses.set(use.keyId, frozenCopy({ ...newest, oldSecretAt }));
  }

  return {
    add(batch) {
      batch.hours.forEach(addHour);
      batch.lastUsed.forEach(addUse);
    },
    read({ keys, hours: between }) {
      const wanted = new Set(keys);
      const lastUsed = [...uses.values()].filter(({ keyId }) => wanted.has(keyId));
      if (between === undefined) return { lastUsed, hours: [] };
      const { from, to } = between;
      const within = [...hours.values()].filter(
        ({ keyId, hour }) => wanted.has(keyId) && from <= hour && hour < to,
      );
      return { lastUsed, hours: within.sort((a, b) => a.hour - b.hour) };
    },
    forgetKeys(ids) {
      const gone = new Set(ids);
      for (const id of ids) uses.delete(id);
      for (const [name, { keyId }] of hours) if (gone.has(keyId)) hours.delete(name);
    },
    oldestBefore(before, most, named) {
      const old = [...hours].filter(([name, { hour }]) => hour < before && !named.has(name));
      const inOrder = old.sort(([, a], [, b]) => a.hour - b.hour || compareUtf8(a.keyId, b.keyId));
      return inOrder.slice(0, most).map(([name]) => name);
    },
    forgetHours(names) {
      for (const name of names) hours.delete(name);
    },
  };
}

function later(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}
