import { keyCache } from "../../src/cache/key-cache.js";
import type { ChangeAction, ChangeRecord } from "../../src/index.js";
import { fakeClock } from "../../src/testing/index.js";
import { cached, CUSTOM } from "./cached.js";

function keyOf(id: string, role: string | null = null) {
  const custom = role === null ? null : { ...CUSTOM, id: role };
  return cached({ id, orgId: "acme", role: role === null ? null : `c:${role}` }, custom);
}

function change(action: ChangeAction | "from.the.future", target: string): ChangeRecord {
  return { action, target } as ChangeRecord;
}

function setUp(max = 10) {
  const clock = fakeClock();
  const cache = keyCache(max, clock);
  const keep = (id: string, role?: string) => cache.watch(id).end(keyOf(id, role ?? null));
  return { clock, cache, keep };
}

describe("keys in memory", () => {
  it("are found by their id, and the least recently used goes first", () => {
    const { cache, keep } = setUp(2);
    keep("a");
    keep("b");
    cache.find("a");
    keep("c");
    expect(["a", "b", "c"].map((id) => cache.find(id)?.record.id)).toEqual(["a", undefined, "c"]);
  });

  it("are none when the cache is off", () => {
    const { cache, keep } = setUp(0);
    keep("a");
    cache.watch("b").end(null);
    expect(cache.find("a")).toBeUndefined();
    expect(cache.isUnknown("b")).toBe(false);
  });

  it.each(["key.updated", "key.rotated", "key.revoked", "key.purged", "key.overlap_ended"] as const)(
    "are forgotten by %s, and others are not",
    (action) => {
      const { cache, keep } = setUp();
      keep("a");
      keep("b");
      cache.apply([change(action, "a")]);
      expect(cache.find("a")).toBeUndefined();
      expect(cache.find("b")).toBeDefined();
    },
  );

  it.each(["role.updated", "role.deleted"] as const)("are forgotten by %s of their role", (action) => {
    const { cache, keep } = setUp();
    keep("a", "r1");
    keep("b", "r2");
    keep("c");
    cache.apply([change(action, "r1")]);
    expect(["a", "b", "c"].map((id) => cache.find(id) !== undefined)).toEqual([false, true, true]);
  });

  it("stay when tokens are revealed, an owner changes or history is pruned", () => {
    const { cache, keep } = setUp();
    keep("a");
    cache.apply([
      change("tokens_revealed", "a"),
      change("owner.changed", "a"),
      change("changes.pruned", "1"),
    ]);
    expect(cache.find("a")).toBeDefined();
  });

  it("are all forgotten by an action that a newer release has made up", () => {
    const { cache, keep } = setUp();
    keep("a");
    cache.apply([change("from.the.future", "x")]);
    expect(cache.find("a")).toBeUndefined();
  });
});

describe("ids that do not exist", () => {
  it("are remembered for two seconds", () => {
    const { cache, clock } = setUp();
    cache.watch("x").end(null);
    clock.advance(2_000);
    expect(cache.isUnknown("x")).toBe(true);
    clock.advance(1);
    expect(cache.isUnknown("x")).toBe(false);
  });

  it("are a thousand at most, and evict no key", () => {
    const { cache, keep } = setUp(3);
    keep("a");
    for (let index = 0; index < 5_000; index++) cache.watch(`x${index}`).end(null);
    expect(cache.find("a")).toBeDefined();
    const remembered = Array.from({ length: 5_000 }, (_, index) => cache.isUnknown(`x${index}`));
    expect(remembered.filter(Boolean)).toHaveLength(1_000);
    expect(remembered.slice(-1_000).every(Boolean)).toBe(true);
  });

  it("are looked for again once such a key was made", () => {
    const { cache } = setUp();
    cache.watch("x").end(null);
    cache.apply([change("key.created", "x")]);
    expect(cache.isUnknown("x")).toBe(false);
  });
});

describe("a key that has just been made", () => {
  it("stays in memory when its own creation is heard of", () => {
    const { cache, keep } = setUp();
    keep("a");
    cache.apply([change("key.created", "a")]);
    expect(cache.find("a")).toBeDefined();
  });
});

describe("a watch", () => {
  it.each<[string, (cache: ReturnType<typeof keyCache>) => void]>([
    ["a change of its key", (cache) => cache.apply([change("key.revoked", "a")])],
    ["a change of any role", (cache) => cache.apply([change("role.updated", "r1")])],
    ["a change of any owner", (cache) => cache.apply([change("owner.changed", "u-1")])],
    ["an unknown action", (cache) => cache.apply([change("from.the.future", "x")])],
    ["everything being forgotten", (cache) => cache.clear()],
  ])("is outdated by %s, and then keeps nothing", (_, happen) => {
    const { cache } = setUp();
    const watch = cache.watch("a");
    expect(watch.outdated).toBe(false);
    happen(cache);
    expect(watch.outdated).toBe(true);
    watch.end(keyOf("a"));
    expect(cache.find("a")).toBeUndefined();
  });

  it("is not outdated by a change of another key", () => {
    const { cache } = setUp();
    const watch = cache.watch("a");
    cache.apply([change("key.revoked", "b")]);
    watch.end(keyOf("a"));
    expect(cache.find("a")).toBeDefined();
  });

  it("that saw no key before it was made does not make it unknown", () => {
    const { cache } = setUp();
    const watch = cache.watch("a");
    cache.apply([change("key.created", "a")]);
    watch.end(null);
    expect(cache.isUnknown("a")).toBe(false);
  });

  it("keeps nothing of what was read while everything kept was forgotten, but is not outdated by it", () => {
    const { cache, keep } = setUp();
    keep("b");
    const watch = cache.watch("a");
    cache.empty();
    watch.end(keyOf("a"));
    expect([watch.outdated, cache.find("a"), cache.find("b")]).toEqual([false, undefined, undefined]);
  });

  it("keeps nothing when the read has failed", () => {
    const { cache } = setUp();
    cache.watch("a").end();
    expect(cache.find("a")).toBeUndefined();
    expect(cache.isUnknown("a")).toBe(false);
  });
});
