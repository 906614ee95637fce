import { memoryStore } from "../../src/testing/memory-store.js";
import { usageCollector } from "../../src/usage/usage-collector.js";
import type { VerifyOrigin } from "../../src/verdicts/verdict.js";
import { slowUsageStore } from "./slow-usage-store.js";

const HOUR = 3_600_000;
const TEN = Date.UTC(2026, 0, 1, 10);
const NOBODY = {};

function collecting() {
  const store = slowUsageStore();
  return { store, usage: usageCollector(store) };
}

describe("what is gathered", () => {
  test("a flush writes one update for a key, however often it was used", async () => {
    const { store, usage } = collecting();
    for (let i = 0; i < 1_000; i++) usage.accepted("a", TEN + i, NOBODY, false);
    for (let i = 0; i < 10; i++) usage.refused("a", TEN + i);
    usage.accepted("b", TEN + 5, NOBODY, false);
    await usage.flush();
    const never = { address: null, userAgent: null, oldSecretAt: null };
    expect(store.batches).toEqual([
      {
        hours: [
          { keyId: "a", hour: TEN, accepted: 1_000, refused: 10 },
          { keyId: "b", hour: TEN, accepted: 1, refused: 0 },
        ],
        lastUsed: [
          { keyId: "a", at: TEN + 999, ...never },
          { keyId: "b", at: TEN + 5, ...never },
        ],
      },
    ]);
  });

  test("what was written is not written again, and nothing gathered is no call", async () => {
    const { store, usage } = collecting();
    usage.accepted("a", TEN, NOBODY, false);
    await usage.flush();
    await usage.flush();
    expect(store.seen.calls).toBe(1);
  });

  test("counts belong to the UTC hour of their moment", async () => {
    const { store, usage } = collecting();
    usage.accepted("a", TEN - 1, NOBODY, false);
    usage.accepted("a", TEN, NOBODY, false);
    usage.refused("a", TEN + HOUR - 1);
    usage.refused("a", TEN + HOUR);
    await usage.flush();
    expect(store.batches[0]?.hours).toEqual([
      { keyId: "a", hour: TEN - HOUR, accepted: 1, refused: 0 },
      { keyId: "a", hour: TEN, accepted: 1, refused: 1 },
      { keyId: "a", hour: TEN + HOUR, accepted: 0, refused: 1 },
    ]);
  });

  test("a refused request moves no last use", async () => {
    const { store, usage } = collecting();
    usage.accepted("a", TEN, NOBODY, false);
    usage.refused("a", TEN + 500);
    usage.refused("b", TEN);
    await usage.flush();
    expect(store.batches[0]?.lastUsed).toMatchObject([{ keyId: "a", at: TEN }]);
  });

  test("a clock that is set back moves neither last use nor its origin back, and splits no hour", async () => {
    const { store, usage } = collecting();
    usage.accepted("a", TEN, { address: "new" }, true);
    usage.accepted("a", TEN - HOUR, { address: "old" }, true);
    usage.accepted("a", TEN + 1, { address: "later" }, false);
    await usage.flush();
    expect(store.batches[0]).toEqual({
      hours: [
        { keyId: "a", hour: TEN - HOUR, accepted: 1, refused: 0 },
        { keyId: "a", hour: TEN, accepted: 2, refused: 0 },
      ],
      lastUsed: [{ keyId: "a", at: TEN + 1, address: "new", userAgent: null, oldSecretAt: TEN }],
    });
  });

  test("a clock that stays set back leaves the last use where it was", async () => {
    const { store, usage } = collecting();
    usage.accepted("a", TEN, { address: "new" }, true);
    usage.accepted("a", TEN - HOUR, { address: "old" }, true);
    usage.accepted("a", TEN - HOUR + 5_000, { address: "old" }, true);
    await usage.flush();
    expect(store.batches[0]?.lastUsed).toEqual([
      { keyId: "a", at: TEN, address: "new", userAgent: null, oldSecretAt: TEN },
    ]);
  });

  test("last uses that reach the store out of order stay at the latest", async () => {
    const store = memoryStore();
    const usage = usageCollector(store);
    usage.accepted("a", TEN, { address: "new" }, true);
    await usage.flush();
    usage.accepted("a", TEN - HOUR, { address: "old" }, true);
    await usage.flush();
    const { lastUsed } = await store.readUsage({ keys: ["a"] });
    expect(lastUsed).toEqual([{ keyId: "a", at: TEN, address: "new", userAgent: null, oldSecretAt: TEN }]);
  });

  test("the last use of the old secret is kept apart", async () => {
    const { store, usage } = collecting();
    usage.accepted("a", TEN, NOBODY, true);
    usage.accepted("a", TEN + 5, NOBODY, false);
    usage.accepted("b", TEN, NOBODY, false);
    await usage.flush();
    expect(store.batches[0]?.lastUsed).toMatchObject([
      { keyId: "a", at: TEN + 5, oldSecretAt: TEN },
      { keyId: "b", at: TEN, oldSecretAt: null },
    ]);
  });
});

describe("where a key was used from", () => {
  test("is read at most once a second for a key", async () => {
    const { store, usage } = collecting();
    let reads = 0;
    const origin = (address: string): VerifyOrigin => ({
      get address() {
        reads++;
        return address;
      },
    });
    usage.accepted("a", TEN, origin("first"), false);
    for (let i = 1; i < 1_000; i++) usage.accepted("a", TEN + i, origin("within"), false);
    expect(reads).toBe(1);
    usage.accepted("b", TEN, origin("of another"), false);
    usage.accepted("a", TEN + 1_000, origin("second"), false);
    expect(reads).toBe(3);
    await usage.flush();
    expect(store.batches[0]?.lastUsed).toMatchObject([{ address: "second" }, { address: "of another" }]);
  });

  test("is recorded clean, at most 128 characters of address and 256 of user agent", async () => {
    const { store, usage } = collecting();
    usage.accepted(
      "a",
      TEN,
      { address: `1\n${"2".repeat(500)}`, userAgent: `🦊\0${"x".repeat(500)}` },
      false,
    );
    await usage.flush();
    const [use] = store.batches[0]?.lastUsed ?? [];
    expect(use?.address).toBe(`1\ufffd${"2".repeat(126)}`);
    expect(use?.userAgent).toBe(`🦊\ufffd${"x".repeat(254)}`);
  });

  test("is nothing when there is no origin, or one of another type", async () => {
    const { store, usage } = collecting();
    usage.accepted("a", TEN, undefined, false);
    usage.accepted("b", TEN, { address: 7, userAgent: ["x"] } as unknown as VerifyOrigin, false);
    await usage.flush();
    const nothing = { address: null, userAgent: null };
    expect(store.batches[0]?.lastUsed).toMatchObject([nothing, nothing]);
  });
});

describe("a key that is forgotten", () => {
  test("is written no more, and counts anew when it is used again", async () => {
    const { store, usage } = collecting();
    usage.accepted("a", TEN, NOBODY, false);
    usage.refused("b", TEN);
    usage.forget("a");
    usage.forget("unknown");
    await usage.flush();
    expect(store.batches.map(({ hours }) => hours.map(({ keyId }) => keyId))).toEqual([["b"]]);
    usage.refused("a", TEN);
    await usage.flush();
    expect(store.batches[1]).toEqual({
      hours: [{ keyId: "a", hour: TEN, accepted: 0, refused: 1 }],
      lastUsed: [],
    });
  });

  test("does not come back when the flush that held it has failed", async () => {
    const { store, usage } = collecting();
    usage.accepted("a", TEN, NOBODY, false);
    usage.accepted("b", TEN, NOBODY, false);
    store.hang();
    const failing = usage.flush();
    usage.forget("a");
    await new Promise((resolve) => setTimeout(resolve, 50));
    store.recover("reject");
    await failing;
    await usage.flush();
    expect(store.batches.map(({ hours }) => hours.map(({ keyId }) => keyId))).toEqual([["b"]]);
  });
});
