const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

interface Unit {
  readonly name: Intl.RelativeTimeFormatUnit;
  readonly milliseconds: number;
  /** The shortest distance that is said in it. */
  readonly from: number;
}

/** A key of 30 days expires in 30 days, not in a month. */
const UNITS: readonly Unit[] = [
  { name: "year", milliseconds: 365 * DAY_MS, from: 700 * DAY_MS },
  { name: "month", milliseconds: 30.4 * DAY_MS, from: 60 * DAY_MS },
  { name: "day", milliseconds: DAY_MS, from: 0.98 * DAY_MS },
  { name: "hour", milliseconds: HOUR_MS, from: 0.98 * HOUR_MS },
  { name: "minute", milliseconds: MINUTE_MS, from: 0.98 * MINUTE_MS },
];

/** Counts, not calendar words: 30 hours ago may be yesterday or the day before. */
const words = new Intl.RelativeTimeFormat("en", { numeric: "always" });

/** How long ago, or until then: `2 hours ago`, `in 30 days`, `just now`. Both in UTC milliseconds. */
export function relativeTime(at: number, now: number): string {
  const distance = at - now;
  const unit = UNITS.find(({ from }) => Math.abs(distance) >= from);
  if (unit === undefined) return distance > 0 ? "in a moment" : "just now";
  return words.format(Math.round(distance / unit.milliseconds), unit.name);
}
