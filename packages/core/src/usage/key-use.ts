import { recordedText } from "../actors/recorded-text.js";
import type { VerifyOrigin } from "../verdicts/verdict.js";
import type { LastUse, UsageHour } from "./usage-record.js";

const HOUR_MS = 3_600_000;
const ORIGIN_MS = 1_000;
/** While a store takes no usage, a key's oldest hours give way. */
const MOST_HOURS = 24;
const LONGEST_ADDRESS = 128;
const LONGEST_USER_AGENT = 256;

/** What has gathered for one key. Changed in place, because it is written to on every request. */
export interface KeyUse {
  readonly keyId: string;
  /** The hour written to last is the last of them. */
  readonly hours: HourCounts[];
  /** UTC milliseconds, or `NEVER`, which is before every time. */
  at: number;
  originAt: number;
  oldSecretAt: number;
  address: string | null;
  userAgent: string | null;
}

interface HourCounts {
  readonly hour: number;
  accepted: number;
  refused: number;
}

const NEVER = -Infinity;

export function keyUse(keyId: string): KeyUse {
  const never = { at: NEVER, originAt: NEVER, oldSecretAt: NEVER };
  return { keyId, hours: [], ...never, address: null, userAgent: null };
}

/** The counts of the hour in which `at` lies. */
export function countsAt(use: KeyUse, at: number): HourCounts {
  const hour = at - (at % HOUR_MS);
  const latest = use.hours[use.hours.length - 1];
  return latest?.hour === hour ? latest : otherHour(use, hour);
}

/** Moves the last use forward; a clock that was set back moves nothing. */
export function moveLastUse(use: KeyUse, at: number, origin: VerifyOrigin | undefined): void {
  if (at < use.at) return;
  use.at = at;
  if (at - use.originAt < ORIGIN_MS) return;
  use.originAt = at;
  use.address = recorded(origin?.address, LONGEST_ADDRESS);
  use.userAgent = recorded(origin?.userAgent, LONGEST_USER_AGENT);
}

export function moveOldSecretUse(use: KeyUse, at: number): void {
  if (at > use.oldSecretAt) use.oldSecretAt = at;
}

/** Adds to `use` what had gathered before it. */
export function addEarlier(use: KeyUse, earlier: KeyUse): void {
  for (const { hour, accepted, refused } of earlier.hours) {
    const counts = countsAt(use, hour);
    counts.accepted += accepted;
    counts.refused += refused;
  }
  moveOldSecretUse(use, earlier.oldSecretAt);
  if (use.at >= earlier.at) return;
  const { at, originAt, address, userAgent } = earlier;
  Object.assign(use, { at, originAt, address, userAgent });
}

export function hoursOf({ keyId, hours }: KeyUse): readonly UsageHour[] {
  return hours.map(({ hour, accepted, refused }) => ({ keyId, hour, accepted, refused }));
}

/** Null for a key that was only ever refused. */
export function lastUseOf({ keyId, at, address, userAgent, oldSecretAt }: KeyUse): LastUse | null {
  if (at === NEVER) return null;
  return { keyId, at, address, userAgent, oldSecretAt: oldSecretAt === NEVER ? null : oldSecretAt };
}

/** Puts an hour last: one that is known, after the clock was set back, or a new one. */
function otherHour({ hours }: KeyUse, hour: number): HourCounts {
  const known = hours.findIndex((counts) => counts.hour === hour);
  const [counts = { hour, accepted: 0, refused: 0 }] = known === -1 ? [] : hours.splice(known, 1);
  hours.push(counts);
  if (hours.length > MOST_HOURS) dropOldest(hours);
  return counts;
}

function dropOldest(hours: HourCounts[]): void {
  const oldest = Math.min(...hours.map(({ hour }) => hour));
  hours.splice(
    hours.findIndex(({ hour }) => hour === oldest),
    1,
  );
}

/** Applications pass what they have, which need not be what the type says. */
function recorded(text: unknown, longest: number): string | null {
  return typeof text === "string" ? recordedText(text, longest) : null;
}
