import type { Answer } from "../load/answer-log.ts";
import { milliseconds } from "./distribution.ts";
import { unless, type Finding } from "./finding.ts";

/** An outage of the database, on the clock of the answers. */
export interface Outage {
  /** When it had stopped. */
  readonly from: number;
  /** Until then it cannot have answered anybody. */
  readonly until: number;
  /** When it was seen to answer again. */
  readonly to: number;
}

/** What is confirmed for three seconds can be half a second old when the outage begins, and that of owners a whole one. */
const SURELY_GOES_ON_MS = 1_500;
const NOTHING_AFTER_MS = 3_000;
const ANSWER_MS = 1_000;
const RECOVERY_MS = 5_000;
/** Between the signal and the last process of the database standing still. */
const SLACK_MS = 50;

/** How the processes answered keys that were valid all the time, `known` to them before or not, around an outage. */
export function outageFinding(
  { from, until, to }: Outage,
  answers: readonly Answer[],
  { known, unknown, processes, stallMs = 0 }: OutageKeys,
): Finding {
  const of = (ids: readonly string[]) => answers.filter(({ keyId }) => ids.includes(keyId));
  const during = (all: readonly Answer[]) =>
    all.filter(({ sentAt, arrivedAt }) => sentAt > from + SLACK_MS && arrivedAt < until);
  const steady = of(known);
  const begun = during(steady).filter(({ sentAt }) => sentAt < from + SURELY_GOES_ON_MS);
  const later = during(answers).filter(({ sentAt }) => sentAt > from + NOTHING_AFTER_MS + SLACK_MS);
  const strangers = during(of(unknown));

  const stopped = begun.filter(({ status }) => status !== 200);
  const accepted = later.filter(({ status }) => status === 200).length;
  const unexpected = [...later, ...strangers].filter(isNotUnavailable);
  const denied = [...steady, ...strangers].filter(({ status }) => status === 401).length;
  const waits = [...later, ...strangers].map(({ sentAt, arrivedAt }) => arrivedAt - sentAt);
  const recovery = Math.max(...Array.from({ length: processes }, (_, each) => recoveryOf(each, steady, to)));
  const wait = milliseconds("unavailable", waits);
  return {
    figures: {
      outage_ms: Math.round(until - from),
      went_on: begun.length,
      unavailable: later.length + strangers.length,
      ...wait,
      accepted_after_3_s: accepted,
      valid_denied: denied,
      recovery_ms: Math.round(recovery),
    },
    broken: [
      ...unless(begun.length > 0 && later.length > 0 && strangers.length > 0, "the outage was not observed"),
      ...unless(
        stopped.length === 0,
        `${stopped.length} requests with keys confirmed before failed within 1.5 s of the outage, ` +
          `the first after ${Math.round(Math.min(...stopped.map(({ sentAt }) => sentAt)) - from)} ms, with ${statusesOf(stopped)}`,
      ),
      ...unless(accepted === 0, `${accepted} requests were accepted more than 3 s into the outage`),
      ...unless(
        unexpected.length === 0,
        `${unexpected.length} answers of the outage are not 503 with Retry-After but ${statusesOf(unexpected)}`,
      ),
      ...unless(denied === 0, `${denied} requests with a valid key were answered 401`),
      ...unless((wait.unavailable_max_ms ?? 0) <= ANSWER_MS + stallMs, "a 503 took longer than 1 s"),
      ...unless(
        recovery <= RECOVERY_MS + stallMs,
        `a process recovered ${Math.round(recovery)} ms after the database`,
      ),
    ],
  };
}

export interface OutageKeys {
  /** Keys in use before the outage. */
  readonly known: readonly string[];
  /** Keys that no process had seen before it. */
  readonly unknown: readonly string[];
  readonly processes: number;
  readonly stallMs?: number;
}

function isNotUnavailable({ status, retryAfter }: Answer): boolean {
  return status !== 503 || retryAfter === undefined;
}

/** How long after the end of the outage the last request was sent that still failed; for ever when all of them did. */
function recoveryOf(process: number, steady: readonly Answer[], end: number): number {
  const after = steady.filter((answer) => answer.process === process && answer.sentAt > end);
  if (!after.some(({ status }) => status === 200)) return Infinity;
  const failed = after.filter(({ status }) => status !== 200);
  return Math.max(0, ...failed.map(({ sentAt }) => sentAt - end));
}

function statusesOf(answers: readonly Answer[]): string {
  return [...new Set(answers.map(({ status }) => status))].join(", ");
}
