import type { ChangeRecord } from "../../src/changes/change-record.js";
import { ANN, answerAll, directory, GONE } from "./directory.js";

beforeEach(() => jest.spyOn(process, "emitWarning").mockReturnValue());
afterEach(async () => {
  await answerAll();
  jest.restoreAllMocks();
});

describe("an owner that has changed", () => {
  it("is forgotten in all organizations, and no other owner", async () => {
    const { owners, asked, settle, know } = directory();
    await know();
    void owners.find("ann", null);
    await settle(ANN);
    void owners.find("bob", "a");
    await settle(ANN);
    owners.forget("ann");
    expect(owners.find("ann", "a")).toBeInstanceOf(Promise);
    expect(owners.find("ann", null)).toBeInstanceOf(Promise);
    expect(owners.find("bob", "a")).toEqual(ANN);
    expect(asked).toHaveLength(5);
  });

  it("makes the answer under way one that nobody new joins and nobody remembers", async () => {
    const { owners, asked, settle } = directory();
    const before = owners.find("ann", "a");
    owners.forget("ann");
    const after = owners.find("ann", "a");
    expect(asked).toHaveLength(2);
    await settle(ANN, 0);
    expect(await before).toEqual(ANN);
    await settle(GONE, 1);
    expect(await after).toEqual(GONE);
    expect(owners.find("ann", "a")).toEqual(GONE);
  });

  it("is not brought back by an old answer that comes after the new one", async () => {
    const { owners, settle } = directory();
    void owners.find("ann", "a");
    owners.forget("ann");
    void owners.find("ann", "a");
    await settle(GONE, 1);
    await settle(ANN, 0);
    expect(owners.find("ann", "a")).toEqual(GONE);
  });

  it("is not brought back by a refresh that was under way", async () => {
    const { owners, clock, asked, settle, know } = directory();
    await know();
    clock.advance(1_500);
    expect(owners.find("ann", "a")).toEqual(ANN);
    owners.forget("ann");
    await settle(ANN, 1);
    expect(owners.find("ann", "a")).toBeInstanceOf(Promise);
    expect(asked).toHaveLength(3);
  });

  it("is forgotten as soon as the change is told, of this process or another", async () => {
    const { owners, feed, know } = directory();
    await know();
    feed.tell([{ action: "key.updated", target: "ann" } as ChangeRecord]);
    expect(owners.find("ann", "a")).toEqual(ANN);
    feed.tell([{ action: "owner.changed", target: "ann" } as ChangeRecord]);
    expect(owners.find("ann", "a")).toBeInstanceOf(Promise);
  });
});
