import type { Bucket } from "./filled-usage.ts";

const hour = new Intl.DateTimeFormat(undefined, { weekday: "short", hour: "2-digit", minute: "2-digit" });
/** Days are counted in UTC, so that all readers see the same ones. */
const day = new Intl.DateTimeFormat(undefined, { month: "short", day: "numeric", timeZone: "UTC" });

/** What people call an hour or a day of the usage. */
export function bucketText(at: string, bucket: Bucket): string {
  return (bucket === "hour" ? hour : day).format(new Date(at));
}
