import { InvalidArgumentError } from "commander";

/** An option that can be given several times. */
export function repeated(value: string, before: unknown): readonly string[] {
  return [...((before as readonly string[] | undefined) ?? []), value];
}

export function wholeNumber(value: string): number {
  if (/^[0-9]{1,15}$/.test(value)) return Number(value);
  throw new InvalidArgumentError("It must be a whole number.");
}

/** `requests/seconds`: `100/60` are 100 requests in a minute. */
export function rateLimit(value: string): { readonly requests: number; readonly seconds: number } {
  const [, requests, seconds] = /^([0-9]{1,9})\/([0-9]{1,9})$/.exec(value) ?? [];
  if (requests === undefined) throw new InvalidArgumentError("It must be requests/seconds, such as 100/60.");
  return { requests: Number(requests), seconds: Number(seconds) };
}

/** A JSON object. */
export function jsonObject(value: string): Readonly<Record<string, unknown>> {
  try {
    const read: unknown = JSON.parse(value);
    if (typeof read === "object" && read !== null && !Array.isArray(read)) return { ...read };
  } catch {
    // Said below.
  }
  throw new InvalidArgumentError('It must be a JSON object, such as \'{"team":"web"}\'.');
}

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 };

/** A length of time in seconds, written `90d`, `24h`, `15m`, `30s`, `2w` or as a number of seconds. */
export function seconds(value: string): number {
  const [, count, unit = "s"] = /^([0-9]{1,12})([smhdw]?)$/.exec(value) ?? [];
  if (count === undefined)
    throw new InvalidArgumentError("It must be a length of time, such as 90d, 24h or 15m.");
  return Number(count) * (UNITS[unit || "s"] ?? 1);
}

const ISO = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2}))?$/;

/** A moment: a date (midnight UTC), a time with its zone, or a length of time from now. */
export interface Moment {
  /** UTC milliseconds; `sign` is -1 where a length of time lies in the past, as in `--revoked-before 90d`. */
  from(now: number, sign?: 1 | -1): number;
}

export function moment(value: string): Moment {
  if (ISO.test(value) && !Number.isNaN(Date.parse(value))) return { from: () => Date.parse(value) };
  if (!/^[0-9]{1,12}[smhdw]$/.test(value))
    throw new InvalidArgumentError(
      "It must be a date, a time such as 2030-01-31T12:00:00Z, or a length such as 90d.",
    );
  const length = seconds(value) * 1_000;
  return { from: (now, sign = 1) => now + sign * length };
}
