import { fewAtOnce } from "@latchkey/example-host/http";

/** Pieces of work that end when they are told to, and which of them have begun. */
function pieces() {
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const work = (number: number) => () => {
    begun.push(number);
    return new Promise<number>((resolve) => (ends[number] = () => resolve(number)));
  };
  return { begun, work, end: (number: number) => ends[number]?.() };
}

describe("fewAtOnce", () => {
  it("does so many at a time, and the others in their order as places become free", async () => {
    const gate = fewAtOnce({ atOnce: 2, waiting: 2 });
    const { begun, work, end } = pieces();

    const results = [0, 1, 2, 3].map((number) => gate(work(number)));
    expect(begun).toEqual([0, 1]);
    end(1);
    await results[1];
    await settled();
    expect(begun).toEqual([0, 1, 2]);
    end(0);
    await results[0];
    await settled();
    expect(begun).toEqual([0, 1, 2, 3]);
    end(2);
    end(3);

    expect(await Promise.all(results)).toEqual([0, 1, 2, 3]);
  });

  it("lets nobody in beside whoever took a place over", async () => {
    const gate = fewAtOnce({ atOnce: 1, waiting: 1 });
    const { begun, work, end } = pieces();
    const results = [gate(work(0)), gate(work(1))];
    end(0);
    await settled();
    results.push(gate(work(2)));
    await settled();
    expect(begun).toEqual([0, 1]);
    end(1);
    await settled();
    end(2);
    expect(await Promise.all(results)).toEqual([0, 1, 2]);
  });

  it("refuses what comes when so many wait, at once and without doing it", async () => {
    const gate = fewAtOnce({ atOnce: 1, waiting: 1 });
    const { begun, work, end } = pieces();
    const results = [gate(work(0)), gate(work(1))];

    await expect(gate(work(2))).rejects.toMatchObject({
      name: "LatchkeyError",
      code: "busy",
      retryAfter: 1,
    });

    end(0);
    await settled();
    end(1);
    expect(await Promise.all(results)).toEqual([0, 1]);
    expect(begun).toEqual([0, 1]);
  });

  it("gives back the place of what failed or threw, and takes as much as before", async () => {
    const gate = fewAtOnce({ atOnce: 1, waiting: 0 });
    const thrown = new Error("no");

    await expect(gate(() => Promise.reject(thrown))).rejects.toBe(thrown);
    await expect(
      gate(() => {
        throw thrown;
      }),
    ).rejects.toBe(thrown);
    for (const number of [1, 2]) expect(await gate(() => Promise.resolve(number))).toBe(number);

    const { work, end } = pieces();
    const one = gate(work(0));
    await expect(gate(work(1))).rejects.toMatchObject({ code: "busy" });
    end(0);
    expect(await one).toBe(0);
  });
});

/** After all that was settled has been told. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
