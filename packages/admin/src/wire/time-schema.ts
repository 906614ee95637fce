import { keyRules } from "@latchkey/core";
import * as z from "zod";

const FAULT = "must be a time in UTC as ISO 8601, such as 2027-01-01T00:00:00.000Z";

/** A time as JSON carries it, read into UTC milliseconds. An offset other than `Z` is not UTC and is refused. */
export const timeSchema = z.iso
  .datetime({ error: FAULT, abort: true })
  .refine((text) => keyRules.time(Date.parse(text)) === undefined, { error: FAULT })
  .transform((text) => Date.parse(text));

/** A time in an answer. */
export const isoTimeSchema = z.string().meta({ format: "date-time", examples: ["2027-01-01T00:00:00.000Z"] });

/** The JSON form of UTC milliseconds: ISO 8601 in UTC, always with three decimals. */
export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

/** The same for a time that may be missing. */
export function isoTimeOrNull(milliseconds: number | null): string | null {
  return milliseconds === null ? null : isoTime(milliseconds);
}
