import { filledUp, timesOf } from "../../../../page/keys/one/filled-usage.ts";

const NOW = Date.UTC(2026, 10, 22, 14, 25, 30);

describe("the hours and days of the usage", () => {
  it("end with that of now, and begin in UTC", () => {
    const hours = timesOf("hour", NOW);
    const days = timesOf("day", NOW);

    expect([hours.length, hours.at(0), hours.at(-1)]).toEqual([
      48,
      Date.UTC(2026, 10, 20, 15),
      Date.UTC(2026, 10, 22, 14),
    ]);
    expect([days.length, days.at(0), days.at(-1)]).toEqual([
      30,
      Date.UTC(2026, 9, 24),
      Date.UTC(2026, 10, 22),
    ]);
  });

  it("are all there, with nothing where nothing was counted", () => {
    const [first = 0, second = 0] = timesOf("hour", NOW);
    const counted = { at: new Date(second).toISOString(), accepted: 3, refused: 1 };

    expect(filledUp([first, second], [counted])).toEqual([
      { at: new Date(first).toISOString(), accepted: 0, refused: 0 },
      counted,
    ]);
  });
});
