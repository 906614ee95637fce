import { checkedFields, type FieldChecks } from "../keys/check-fields.js";
import { invalidField } from "../keys/field-errors.js";
import { keyRules } from "../keys/key-rules.js";

export interface UsageOptions {
  /** UTC milliseconds: `from <= at < to`; default the last seven days by hour, the last 90 by day. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** Default `"hour"`, of which 2,400 can be asked for at once; of days 1,000. */
  readonly bucket?: "hour" | "day" | undefined;
}

/** The hours to read, `from <= hour < to`, and the length of what they are summed into. */
export interface UsageRange {
  readonly from: number;
  readonly to: number;
  readonly bucketMs: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const BUCKETS = {
  hour: { bucketMs: HOUR, byDefault: 7 * 24, most: 2_400 },
  day: { bucketMs: DAY, byDefault: 90, most: 1_000 },
} as const;

/** A range that passed its checks: a bucket belongs to it when its beginning does, and comes with all its hours. */
export function usageRange(input: unknown, now: number): UsageRange {
  const asked = checkedFields<UsageOptions>(input, USAGE);
  const { bucketMs, byDefault, most } = BUCKETS[asked.bucket ?? "hour"];
  const { to = now, from = Math.max(0, to - byDefault * bucketMs) } = asked;
  if (from >= to) throw invalidField(["from"], "must be earlier than to, which is now by default");
  if (to - from > most * bucketMs)
    throw invalidField(["from"], `must not be more than ${most} ${asked.bucket ?? "hour"}s before to`);
  return { from: beginningFrom(from, bucketMs), to: beginningFrom(to, bucketMs), bucketMs };
}

/** The first beginning of a bucket that is not before a time. */
function beginningFrom(time: number, bucketMs: number): number {
  return Math.ceil(time / bucketMs) * bucketMs;
}

const USAGE: FieldChecks<keyof UsageOptions> = {
  from: { rule: keyRules.time },
  to: { rule: keyRules.time },
  bucket: { rule: (value) => (value === "hour" || value === "day" ? undefined : "must be hour or day") },
};
