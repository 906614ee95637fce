import { createKeyring, LatchkeyError, type ChangeHint, type ChangeRecord } from "../../src/index.js";
import { chainHashHolds } from "../../src/changes/hash-chain.js";
import { actorNow } from "../../src/context/actor-now.js";
import { factsOf } from "../../src/context/facts.js";
import { write, type ChangeDraft } from "../../src/context/writing.js";
import { keyringContext } from "../../src/keyring/keyring-context-of.js";
import { memoryStore } from "../../src/testing/index.js";
import { PEPPERS, SYSTEM } from "../verification/two-rings.js";

function change(target: string): ChangeDraft {
  return { action: "key.updated", target, ownerId: null, orgId: null, projectId: null, detail: { target } };
}

async function setUp(store = memoryStore()) {
  const published: ChangeHint[] = [];
  const told: ChangeRecord[] = [];
  const push = { publish: (hint: ChangeHint) => void published.push(hint), subscribe: () => () => undefined };
  const ring = keyringContext({ store, peppers: PEPPERS, push });
  ring.feed.listen((changes) => told.push(...changes));
  const facts = factsOf(ring);
  return { ring, store, facts, told, published, actor: await actorNow(ring, SYSTEM, facts) };
}

const ALL = { order: "seq", within: { by: "all" }, limit: 100 } as const;

describe("a write with several changes", () => {
  it("chains them in order behind the head, and the next write behind them", async () => {
    const { ring, store, facts, actor } = await setUp();
    for (const names of [["a", "b", "c"], ["d"]])
      await write(ring, facts, async ({ record }) => names.forEach((name) => record(actor, change(name))));
    const chain = await store.scanChanges(ALL);
    expect(chain.map(({ seq, target }) => [seq, target])).toEqual([
      [1, "a"],
      [2, "b"],
      [3, "c"],
      [4, "d"],
    ]);
    chain.forEach((each, index) => {
      expect(each.previousHash).toBe(chain[index - 1]?.hash ?? "");
      expect(chainHashHolds(ring.peppers, each)).toBe(true);
    });
  });

  it("tells them to this process before it is acknowledged, and hints at the last of them to others", async () => {
    const { ring, facts, actor, told, published } = await setUp();
    const acknowledged = write(ring, facts, async ({ record }) => {
      record(actor, change("a"));
      record(actor, change("b"));
    }).then(() => told.map(({ target }) => target));
    expect(await acknowledged).toEqual(["a", "b"]);
    expect(published).toEqual([{ seq: 2 }]);
  });

  it("tells them also when the connection was lost during the commit, since they may be written", async () => {
    const store = memoryStore();
    const { ring, facts, actor, told, published } = await setUp(store);
    const { transact } = store;
    store.transact = async (work) => {
      await transact.call(store, work);
      throw new LatchkeyError("store_unavailable", "the connection was lost");
    };
    const writing = write(ring, facts, async ({ record }) => record(actor, change("a")));
    await expect(writing).rejects.toMatchObject({ code: "store_unavailable" });
    expect([told.length, published.length]).toEqual([1, 1]);
  });

  it("writes, tells and hints nothing when its work rejects or records nothing", async () => {
    const { ring, store, facts, actor, told, published } = await setUp();
    await write(ring, facts, async () => undefined);
    const failing = write(ring, facts, async ({ record }) => {
      record(actor, change("a"));
      throw new RangeError("no");
    });
    await expect(failing).rejects.toThrow(RangeError);
    expect(await store.scanChanges(ALL)).toEqual([]);
    expect([told, published]).toEqual([[], []]);
  });

  it("gives numbers one after the other, and none twice when a write was undone", async () => {
    const { ring, facts, actor } = await setUp();
    const numbers = (count: number, fail = false) =>
      write(ring, facts, async ({ nextNumber, record }) => {
        record(actor, change("a"));
        const given = Array.from({ length: count }, nextNumber);
        if (fail) throw new RangeError("no");
        return given;
      });
    expect(await numbers(3)).toEqual([1, 2, 3]);
    await expect(numbers(2, true)).rejects.toThrow(RangeError);
    expect(await numbers(1)).toEqual([4]);
  });
});

describe("a chain that ends without a pepper", () => {
  it("is gone on with only by a keyring that accepts what has none", async () => {
    jest.spyOn(process, "emitWarning").mockReturnValue();
    const store = memoryStore();
    await createKeyring({ store, peppers: "none" }).create({ permissions: [] }, SYSTEM);
    const strict = createKeyring({ store, peppers: PEPPERS });
    const refused = strict.create({ permissions: [] }, SYSTEM);
    await expect(refused).rejects.toMatchObject({
      code: "store_unavailable",
      message: expect.stringContaining("acceptUnpeppered") as string,
    });
    expect(await store.scanChanges(ALL)).toHaveLength(1);
    await createKeyring({ store, peppers: PEPPERS, acceptUnpeppered: true }).create(
      { permissions: [] },
      SYSTEM,
    );
    await strict.create({ permissions: [] }, SYSTEM);
    expect(await strict.changes.verify(SYSTEM)).toMatchObject({ ok: true, examined: 3 });
    jest.restoreAllMocks();
  });
});
