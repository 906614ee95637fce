const UNITS: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, milliseconds: number])[] = [
  ["year", 365 * 86_400_000],
  ["month", 30 * 86_400_000],
  ["week", 7 * 86_400_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

const words = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

/** How long ago, or until then: `2 hours ago`, `in 30 days`, `just now`. Both in UTC milliseconds. */
export function relativeTime(at: number, now: number): string {
  const distance = at - now;
  // Half a unit more is the next one: an hour and 59 minutes is rather two hours.
  const [unit, milliseconds] = UNITS.find(([, size]) => Math.abs(distance) >= size * 0.95) ?? [];
  if (unit === undefined || milliseconds === undefined) return distance > 0 ? "in a moment" : "just now";
  return words.format(Math.round(distance / milliseconds), unit);
}
