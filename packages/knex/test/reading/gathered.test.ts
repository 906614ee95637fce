import { setTimeout as sleep } from "node:timers/promises";

import { gathered } from "../../src/reading/gathered.js";

/** Answers that come when they are told to, and what was asked for together. */
function asking() {
  const asked: (readonly string[])[] = [];
  const answers: { resolve(answer: string): void; reject(fault: unknown): void }[] = [];
  const find = gathered((ids) => {
    asked.push(ids);
    return new Promise<string>((resolve, reject) => answers.push({ resolve, reject }));
  });
  return { asked, answers, find };
}

describe("what is gathered", () => {
  it("goes at once while no more than one answer is awaited", () => {
    const { asked, find } = asking();
    void find("a");
    void find("b");

    expect(asked).toEqual([["a"], ["b"]]);
  });

  it("goes together with the first of two answers, and each gets the answer that it is in", async () => {
    const { asked, answers, find } = asking();
    const found = ["a", "b", "c", "d"].map(find);
    answers[1]?.resolve("second");
    await found[1];
    await sleep(0);
    expect(asked).toEqual([["a"], ["b"], ["c", "d"]]);
    answers[0]?.resolve("first");
    answers[2]?.resolve("third");

    expect(await Promise.all(found)).toEqual(["first", "second", "third", "third"]);
  });

  it("is no more than 64 at a time, the rest behind it", async () => {
    const { asked, answers, find } = asking();
    const ids = Array.from({ length: 150 }, (_, index) => `${index}`);
    const found = ids.map(find);
    for (let answer = 0; answer < 5; answer++) {
      answers[answer]?.resolve("");
      await sleep(0);
    }

    await Promise.all(found);
    expect(asked.map(({ length }) => length)).toEqual([1, 1, 64, 64, 20]);
    expect(asked.flat()).toEqual(ids);
  });

  it("waits for answers that do not come no longer than 50 ms, also what comes later", async () => {
    const { asked, find } = asking();
    for (const id of ["a", "b", "c"]) void find(id);
    expect(asked).toHaveLength(2);
    await eventually(() => asked.length === 3);
    void find("d");
    expect(asked).toHaveLength(3);
    await eventually(() => asked.length === 4);

    expect(asked).toEqual([["a"], ["b"], ["c"], ["d"]]);
  });

  it("fails together, and the next goes on", async () => {
    const { answers, find } = asking();
    const found = ["a", "b", "c", "d"].map(find);
    answers[0]?.resolve("first");
    await found[0];
    await sleep(0);
    answers[2]?.reject("no answer");
    const failed = await Promise.allSettled([found[2], found[3]]);
    const next = find("e");
    answers[3]?.resolve("fourth");

    expect(failed).toEqual([0, 1].map(() => ({ status: "rejected", reason: "no answer" })));
    expect(await next).toBe("fourth");
  });
});

async function eventually(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(5);
}
