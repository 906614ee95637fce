import { memoryStore, storeContract } from "@latchkey/core/testing";

describe("the memory store", () => {
  it.each(storeContract)("$name", async ({ run }) => {
    await run(memoryStore());
  });

  it("shares nothing with another memory store", async () => {
    const [one, other] = [memoryStore(), memoryStore()];
    await one.transact((tx) => tx.appendChange({ ...CHANGE }, { lastSeq: 1, lastHash: "", lastNumber: 0 }));
    expect(await one.readChanges({ after: 0, limit: 1 })).toHaveLength(1);
    expect(await other.readChanges({ after: 0, limit: 1 })).toHaveLength(0);
  });
});

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
  address: null,
  requestId: null,
  detail: "{}",
  previousHash: "",
  hash: "",
} as const;
