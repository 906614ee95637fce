import fc from "fast-check";
import { LRUCache } from "lru-cache";

import type { CachedKey } from "../../src/cache/cached-key.js";
import { recentKeys, type RecentKeys } from "../../src/cache/recent-keys.js";
import { cached } from "./cached.js";

function idsOf(keys: RecentKeys): string[] {
  const ids: string[] = [];
  keys.each(({ record }) => ids.push(record.id));
  return ids;
}

const STEPS: Record<
  string,
  (at: { keys: RecentKeys; model: LRUCache<string, CachedKey>; id: string }) => void
> = {
  find({ keys, model, id }) {
    expect(keys.find(id)).toBe(model.get(id));
  },
  keep({ keys, model, id }) {
    const key = cached({ id });
    keys.keep(key);
    model.set(id, key);
  },
  forget({ keys, model, id }) {
    keys.forget(id);
    model.delete(id);
  },
  clear({ keys, model }) {
    keys.clear();
    model.clear();
  },
};

const ANY_STEP = fc.record({
  does: fc.oneof(
    { weight: 20, arbitrary: fc.constantFrom("find", "keep", "keep", "forget") },
    { weight: 1, arbitrary: fc.constant("clear") },
  ),
  id: fc.constantFrom("a", "b", "c", "d", "e", "f"),
});

describe("the keys used last", () => {
  it("are those that lru-cache keeps, in its order, whatever is done", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.array(ANY_STEP, { maxLength: 60 }), (most, steps) => {
        const keys = recentKeys(most);
        const model = new LRUCache<string, CachedKey>({ max: most });
        for (const { does, id } of steps) {
          STEPS[does]?.({ keys, model, id });
          expect(idsOf(keys)).toEqual([...model.keys()]);
          expect(keys.size).toBe(model.size);
        }
      }),
    );
  });

  it("are never more than that", () => {
    const keys = recentKeys(100);
    const sizes = Array.from({ length: 300 }, (_, index) => {
      keys.keep(cached({ number: index + 1 }));
      return keys.size;
    });
    expect(Math.max(...sizes)).toBe(100);
    expect(idsOf(keys)).toHaveLength(100);
  });

  it.each<[string, (keys: RecentKeys) => void]>([
    ["given up for others", (keys) => ["x", "y", "z"].forEach((id) => keys.keep(cached({ id })))],
    ["forgotten", (keys) => keys.forget("b")],
    ["forgotten with all others", (keys) => keys.clear()],
    ["replaced", (keys) => keys.keep(cached({ id: "b" }))],
  ])("leave nothing behind when they are %s: no proof of a token, and no way to other keys", (_, happen) => {
    const keys = recentKeys(3);
    const [, b] = ["a", "b", "c"].map((id) => {
      const key = cached({ id });
      [key.proven, key.provenPrevious] = ["a fingerprint", "another"];
      key.accepted(null);
      keys.keep(key);
      return key;
    });
    happen(keys);
    expect(b).toMatchObject({
      proven: null,
      provenPrevious: null,
      remembered: null,
      newer: null,
      older: null,
    });
  });

  it("may be forgotten while they are gone through", () => {
    const keys = recentKeys(4);
    for (const id of ["a", "b", "c", "d"]) keys.keep(cached({ id }));
    keys.each(({ record: { id } }) => {
      if (id === "b" || id === "d") keys.forget(id);
    });
    expect(idsOf(keys)).toEqual(["c", "a"]);
  });
});
