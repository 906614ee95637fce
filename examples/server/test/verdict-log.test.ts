import { verdictLog } from "../src/verdict-log.js";

describe("verdictLog", () => {
  let lines: Record<string, unknown>[];

  beforeEach(() => {
    jest.useFakeTimers();
    lines = [];
    jest
      .spyOn(console, "error")
      .mockImplementation((line) => void lines.push(JSON.parse(String(line)) as Record<string, unknown>));
  });
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  it("says once a minute what tokens came to, and nothing where nothing came", () => {
    const verdicts = verdictLog();
    for (const reason of [null, null, "key_revoked"] as const) verdicts.observe({ reason });
    expect(lines).toEqual([]);

    jest.advanceTimersByTime(60_000);
    jest.advanceTimersByTime(60_000);
    expect(lines).toMatchObject([{ event: "verdicts", accepted: 2, key_revoked: 1 }]);
    verdicts.stop();
  });

  it("says the rest when it stops, and then no more", () => {
    const verdicts = verdictLog();
    verdicts.observe({ reason: "invalid_token" });

    verdicts.stop();
    expect(lines).toMatchObject([{ event: "verdicts", invalid_token: 1 }]);
    expect(jest.getTimerCount()).toBe(0);
  });
});
