import { relativeTime } from "../../../page/times/relative-time.ts";

const NOW = Date.UTC(2026, 10, 22, 12);
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe("a time in words", () => {
  it.each([
    [0, "just now"],
    [-20 * SECOND, "just now"],
    [20 * SECOND, "in a moment"],
    [-MINUTE, "1 minute ago"],
    [-59.6 * MINUTE, "1 hour ago"],
    [-100 * MINUTE, "2 hours ago"],
    [-HOUR, "1 hour ago"],
    [-DAY, "1 day ago"],
    [-9 * DAY, "9 days ago"],
    [30 * DAY, "in 30 days"],
    [89 * DAY, "in 3 months"],
    [-364 * DAY, "12 months ago"],
    [5 * 365 * DAY, "in 5 years"],
  ])("%d ms from now is %j", (distance, words) => {
    expect(relativeTime(NOW + distance, NOW)).toBe(words);
  });
});
