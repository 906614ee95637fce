import { moment, rateLimit, repeated, seconds, wholeNumber } from "../../src/input/readers.js";

describe("readers of options", () => {
  const NOW = Date.UTC(2030, 0, 1);

  it.each([
    ["90d", 7_776_000],
    ["24h", 86_400],
    ["15m", 900],
    ["30s", 30],
    ["2w", 1_209_600],
    ["0", 0],
    ["3600", 3_600],
  ])("reads the length %s as seconds", (text, length) => {
    expect(seconds(text)).toBe(length);
  });

  it.each([
    ["2030-01-31", Date.UTC(2030, 0, 31)],
    ["2030-01-31T12:00Z", Date.UTC(2030, 0, 31, 12)],
    ["2030-01-31T12:00:00.500+02:00", Date.UTC(2030, 0, 31, 10, 0, 0, 500)],
    ["1d", NOW + 86_400_000],
  ])("reads the moment %s", (text, time) => {
    expect(moment(text).from(NOW)).toBe(time);
  });

  it("reads a length as one that lies in the past where that is meant", () => {
    expect(moment("1d").from(NOW, -1)).toBe(NOW - 86_400_000);
    expect(moment("2030-01-31").from(NOW, -1)).toBe(Date.UTC(2030, 0, 31));
  });

  it.each(["", "tomorrow", "2030-02-31T", "2030-13-01", "12", "-1d", "1y", "2030-01-31T12:00"])(
    "refuses %j as a moment",
    (text) => {
      expect(() => moment(text)).toThrow("It must be");
    },
  );

  it("refuses numbers that are none", () => {
    for (const text of ["", "-1", "1.5", "ten", "1e3"])
      expect(() => wholeNumber(text)).toThrow("whole number");
    for (const text of ["100", "100/", "/60", "a/b"])
      expect(() => rateLimit(text)).toThrow("requests/seconds");
  });

  it("gathers what is given several times, without changing what it had", () => {
    const first = repeated("a", undefined);
    expect(repeated("b", first)).toEqual(["a", "b"]);
    expect(first).toEqual(["a"]);
  });
});
