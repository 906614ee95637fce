import type { KeyStore, LastUse, UsageBatch, UsageHour } from "@latchkey/core";

import type { Fault } from "./wrong-store.js";

/** Stores that keep usage wrongly in one way each, as real ones have done. */
export const WRONG_USAGE: Readonly<Record<string, Fault>> = {
  "counts only the first time an hour is added": keepingHours((known, added) => known ?? added),
  "replaces the counts of an hour": keepingHours((_, added) => added),
  "lets a late batch move a last use back": keepingUses((_, added) => added),
  "never moves a last use": keepingUses((known, added) => known ?? added),
  "takes the address of a late batch": keepingUses((known, added) => ({
    ...newest(known, added),
    address: added.address,
  })),
  "keeps the first user agent": keepingUses((known, added) => ({
    ...newest(known, added),
    userAgent: known === undefined ? added.userAgent : known.userAgent,
  })),
  "keeps an older address where the newest use has none": keepingUses((known, added) => ({
    ...newest(known, added),
    address: newest(known, added).address ?? known?.address ?? null,
  })),
  "forgets when an old secret was used": keepingUses((known, added) => ({
    ...newest(known, added),
    oldSecretAt: newest(known, added).oldSecretAt,
  })),
  "lets a late batch move the use of an old secret back": keepingUses((known, added) => ({
    ...newest(known, added),
    oldSecretAt: added.oldSecretAt ?? known?.oldSecretAt ?? null,
  })),

  "reads usage of keys whatever their case": (store) => ({
    readUsage: (query) =>
      store.readUsage({ ...query, keys: query.keys.flatMap((id) => [id, id.toLowerCase()]) }),
  }),
  "reads the hour a range ends with": (store) => ({
    readUsage: ({ keys, hours }) =>
      store.readUsage({ keys, ...(hours && { hours: { from: hours.from, to: hours.to + 1 } }) }),
  }),
  "reads behind the hour a range begins with": (store) => ({
    readUsage: ({ keys, hours }) =>
      store.readUsage({ keys, ...(hours && { hours: { from: hours.from + 1, to: hours.to } }) }),
  }),
  "reads hours newest first": (store) => ({
    async readUsage(query) {
      const { hours, lastUsed } = await store.readUsage(query);
      return { hours: hours.toReversed(), lastUsed };
    },
  }),
  "reads hours nobody asked for": (store) => ({
    readUsage: ({ keys }) => store.readUsage({ keys, hours: { from: 0, to: Number.MAX_SAFE_INTEGER } }),
  }),
  "makes up last uses of keys that were never used": (store) => ({
    async readUsage(query) {
      const { hours, lastUsed } = await store.readUsage(query);
      const never = query.keys.filter((keyId) => !lastUsed.some((use) => use.keyId === keyId));
      const made = never.map((keyId) => ({
        keyId,
        at: 0,
        address: null,
        userAgent: null,
        oldSecretAt: null,
      }));
      return { hours, lastUsed: [...lastUsed, ...made] };
    },
  }),

  "keeps half of a batch that it refuses": (store) => ({
    async addUsage({ hours, lastUsed }) {
      const isTooLong = ({ keyId }: { keyId: string }) => keyId.length > 1_000;
      if (hours.some(isTooLong)) throw new Error("too long");
      await store.addUsage({ hours, lastUsed: [] });
      if (lastUsed.some(isTooLong)) throw new Error("too long");
      await store.addUsage({ hours: [], lastUsed });
    },
  }),
  "adds the first hundred entries of a batch": (store) => ({
    addUsage: ({ hours, lastUsed }) =>
      store.addUsage({ hours: hours.slice(0, 100), lastUsed: lastUsed.slice(0, 100) }),
  }),
  "refuses usage while a transaction is open": (store) => {
    let open = 0;
    return {
      async addUsage(batch) {
        if (open > 0) throw new Error("locked");
        await store.addUsage(batch);
      },
      transact: (work) =>
        store.transact(async (tx) => {
          open += 1;
          return work(tx).finally(() => (open -= 1));
        }),
    };
  },
  "loses what is added at once": (store) => {
    let adding = 0;
    return {
      async addUsage(batch) {
        adding += 1;
        await Promise.resolve();
        const alone = adding === 1;
        adding -= 1;
        if (alone) await store.addUsage(batch);
      },
    };
  },
};

/** A store that makes something else of a key's hour than its sum. */
function keepingHours(make: (known: UsageHour | undefined, added: UsageHour) => UsageHour): Fault {
  return keeping(({ hours }, kept) => {
    for (const added of hours) {
      const at = kept.hours.findIndex(({ keyId, hour }) => keyId === added.keyId && hour === added.hour);
      const known = kept.hours[at];
      kept.hours.splice(at < 0 ? kept.hours.length : at, 1, make(known, added));
    }
  }, "hours");
}

/** A store that makes something else of a key's last use than the newest. */
function keepingUses(make: (known: LastUse | undefined, added: LastUse) => LastUse): Fault {
  return keeping(({ lastUsed }, kept) => {
    for (const added of lastUsed) {
      const at = kept.lastUsed.findIndex(({ keyId }) => keyId === added.keyId);
      kept.lastUsed.splice(at < 0 ? kept.lastUsed.length : at, 1, make(kept.lastUsed[at], added));
    }
  }, "lastUsed");
}

interface Kept {
  readonly hours: UsageHour[];
  readonly lastUsed: LastUse[];
}

/** Keeps one half of usage by itself, and leaves the other to the store. */
function keeping(add: (batch: UsageBatch, kept: Kept) => void, half: keyof Kept): Fault {
  return (store: KeyStore) => {
    const kept: Kept = { hours: [], lastUsed: [] };
    return {
      async addUsage(batch) {
        await store.addUsage(batch);
        add(batch, kept);
      },
      async readUsage(query) {
        const found = await store.readUsage(query);
        return { ...found, [half]: found[half].map((entry) => own(kept[half], entry)) };
      },
    };
  };
}

function own(kept: readonly (UsageHour | LastUse)[], entry: UsageHour | LastUse) {
  return kept.find(
    (each) =>
      each.keyId === entry.keyId && (!("hour" in entry) || ("hour" in each && each.hour === entry.hour)),
  );
}

function newest(known: LastUse | undefined, added: LastUse): LastUse {
  return known === undefined || added.at >= known.at ? added : known;
}
