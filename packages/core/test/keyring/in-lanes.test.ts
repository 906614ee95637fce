import { inLanes } from "../../src/keyring/in-lanes.js";

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe("work in lanes", () => {
  it("has its results in the order of the items, whichever ends first", async () => {
    const results = await inLanes(3, [3, 1, 2, 0], async (turns, index) => {
      for (let n = 0; n < turns; n++) await turn();
      return `${index}:${turns}`;
    });
    expect(results).toEqual(["0:3", "1:1", "2:2", "3:0"]);
  });

  it.each([1, 2, 5])("has %d under way at most", async (lanes) => {
    let running = 0;
    let most = 0;
    await inLanes(lanes, Array<null>(20).fill(null), async () => {
      most = Math.max(most, ++running);
      await turn();
      running--;
    });
    expect(most).toBe(lanes);
  });

  it("begins nothing more once something has failed", async () => {
    const begun: number[] = [];
    const work = inLanes(2, [0, 1, 2, 3, 4, 5], async (item) => {
      begun.push(item);
      await turn();
      if (item === 1) throw new Error("this one");
    });
    await expect(work).rejects.toThrow("this one");
    for (let n = 0; n < 10; n++) await turn();
    expect(begun.length).toBeLessThanOrEqual(3);
  });

  it("of nothing is nothing", async () => {
    expect(await inLanes(4, [], () => 1)).toEqual([]);
  });
});
