export type Bucket = "hour" | "day";

/** How often a key was accepted and refused in an hour or a day. */
export interface UsedIn {
  readonly at: string;
  readonly accepted: number;
  readonly refused: number;
}

const HOUR_MS = 3_600_000;
const STEPS: Readonly<Record<Bucket, { readonly milliseconds: number; readonly count: number }>> = {
  hour: { milliseconds: HOUR_MS, count: 48 },
  day: { milliseconds: 24 * HOUR_MS, count: 30 },
};

/** When each of the last hours or days began, in UTC, oldest first. */
export function timesOf(bucket: Bucket, now: number): readonly number[] {
  const { milliseconds, count } = STEPS[bucket];
  const last = Math.floor(now / milliseconds) * milliseconds;
  return Array.from({ length: count }, (_, index) => last - (count - 1 - index) * milliseconds);
}

/** With the hours or days in which nothing was counted. */
export function filledUp(times: readonly number[], counted: readonly UsedIn[]): readonly UsedIn[] {
  const byTime = new Map(counted.map((one) => [Date.parse(one.at), one]));
  return times.map((at) => byTime.get(at) ?? { at: new Date(at).toISOString(), accepted: 0, refused: 0 });
}
