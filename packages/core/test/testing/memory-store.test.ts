import { memoryStore, storeContract } from "@latchkey/core/testing";

describe("the memory store", () => {
  it.each(storeContract)("$name", async ({ run }) => {
    await run(memoryStore());
  });

  it("shares nothing with another memory store", async () => {
    const [one, other] = [memoryStore(), memoryStore()];
    await one.transact((tx) =>
      tx.appendChanges([{ ...CHANGE }], { lastSeq: 1, lastHash: "", lastNumber: 0 }),
    );
    await one.addUsage({ hours: [{ keyId: "a", hour: 0, accepted: 1, refused: 0 }], lastUsed: [] });
    const usage = { keys: ["a"], hours: { from: 0, to: 1 } };
    expect(await one.scanChanges(FIRST)).toHaveLength(1);
    expect((await one.readUsage(usage)).hours).toHaveLength(1);
    expect(await other.scanChanges(FIRST)).toHaveLength(0);
    expect((await other.readUsage(usage)).hours).toHaveLength(0);
  });
});

const FIRST = { order: "seq", within: { by: "all" }, limit: 1 } as const;

const CHANGE = {
  seq: 1,
  at: 0,
  actorKind: "system",
  actorId: "test",
  actorName: null,
  action: "key.created",
  target: "0000000000000001",
  ownerId: null,
  orgId: null,
  projectId: null,
  address: null,
  requestId: null,
  detail: "{}",
  previousHash: "",
  hash: "",
} as const;
