import { ANN, answerAll, codeOf, directory, GONE, turn, UNAVAILABLE } from "./directory.js";

beforeEach(() => jest.spyOn(process, "emitWarning").mockReturnValue());
afterEach(async () => {
  await answerAll();
  jest.restoreAllMocks();
});

describe("a question under way", () => {
  it("is joined by all who ask the same", async () => {
    const { owners, asked, settle } = directory();
    const answers = Array.from({ length: 100 }, async () => owners.find("ann", "a"));
    expect(asked).toHaveLength(1);
    await settle(ANN);
    expect(await Promise.all(answers)).toEqual(Array(100).fill(ANN));
  });

  it("is joined until its deadline also when the application is slow", async () => {
    const { owners, clock, asked, settle } = directory(2_500);
    void owners.find("ann", "a");
    clock.advance(2_000);
    const joined = owners.find("ann", "a");
    await settle(ANN);
    expect(await joined).toEqual(ANN);
    expect(asked).toHaveLength(1);
  });

  it("is not remembered when it fails: whoever comes next asks again", async () => {
    const { owners, asked, settle } = directory();
    const failed = owners.find("ann", "a");
    asked[0]?.fail(new Error("down"));
    expect(await codeOf(failed)).toEqual(UNAVAILABLE);
    const next = owners.find("ann", "a");
    await settle(ANN);
    expect(await next).toEqual(ANN);
  });

  it("is given up at its deadline", async () => {
    const { owners } = directory(20);
    expect(await codeOf(owners.find("ann", "a"))).toEqual(UNAVAILABLE);
  });

  it("is never waited for longer than an answer may be old", async () => {
    jest.useFakeTimers({ doNotFake: ["setImmediate", "performance"] });
    try {
      const { owners } = directory(60_000);
      const answer = codeOf(owners.find("ann", "a"));
      await jest.advanceTimersByTimeAsync(3_000);
      expect(await Promise.race([answer, turn()])).toEqual(UNAVAILABLE);
    } finally {
      jest.useRealTimers();
    }
  });

  it("is neither joined nor believed by a process that was frozen meanwhile", async () => {
    const { owners, clock, asked, settle } = directory();
    const before = codeOf(owners.find("ann", "a"));
    clock.advance(10_000);
    const after = owners.find("ann", "a");
    expect(asked).toHaveLength(2);
    await settle(ANN, 0);
    expect(await before).toEqual(UNAVAILABLE);
    await settle(GONE, 1);
    expect(await after).toEqual(GONE);
    expect(owners.find("ann", "a")).toEqual(GONE);
  });
});
