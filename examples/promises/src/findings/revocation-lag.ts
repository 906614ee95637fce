import type { Answer } from "../load/answer-log.ts";
import { milliseconds } from "./distribution.ts";
import { unless, type Finding } from "./finding.ts";
import type { Outage } from "./outage.ts";

/** When a revocation was acknowledged, and by which process. */
export interface Acknowledgement {
  readonly keyId: string;
  readonly process: number;
  readonly at: number;
}

const SOON_MS = 1_000;
const NEVER_AFTER_MS = 3_000;

/**
 * For how long revoked keys went on being accepted: for each key and process the last request that was *sent* after
 * the acknowledgement was here, and answered with 200. `stallMs` is how long this process itself was held up at most,
 * so that a busy machine is not mistaken for a slow server. What
 * was acknowledged within the second before an outage of the database need not have been heard of within that second.
 */
export function revocationLag(
  acknowledgements: readonly Acknowledgement[],
  answers: readonly Answer[],
  { processes, outage = null, stallMs = 0 }: LagCircumstances,
): Finding {
  const lags = lagsOf(acknowledgements, answers, processes);
  const others = lags.filter(({ own, at }) => !own && !isJustBefore(outage, at)).map(({ lag }) => lag);
  const justBefore = lags.filter(({ own, at }) => !own && isJustBefore(outage, at)).map(({ lag }) => lag);
  const ownAccepted = lags.filter(({ own, lag }) => own && lag > 0).length;
  const late = lags.filter(({ lag }) => lag > NEVER_AFTER_MS).length;
  const refused = refusals(acknowledgements, answers);
  const figures = milliseconds("lag", others);
  const p99 = figures.lag_p99_ms ?? 0;
  return {
    figures: {
      revoked: acknowledgements.length,
      refused,
      own_accepted: ownAccepted,
      ...figures,
      ...(outage === null ? {} : { just_before_outage_max_ms: Math.round(Math.max(0, ...justBefore)) }),
      after_3_s: late,
    },
    broken: [
      ...unless(
        ownAccepted === 0,
        `${ownAccepted} keys were accepted by the process that had acknowledged their end`,
      ),
      ...unless(
        p99 <= SOON_MS + stallMs,
        `99 % of the other processes refused within ${p99} ms, not ${SOON_MS} ms`,
      ),
      ...unless(late === 0, `${late} keys were accepted more than 3 s after their end`),
      ...unless(refused >= acknowledgements.length * processes, "some keys were not tried at every process"),
    ],
  };
}

export interface LagCircumstances {
  readonly processes: number;
  readonly outage?: Outage | null;
  readonly stallMs?: number;
}

interface Lag {
  /** When the revocation was acknowledged. */
  readonly at: number;
  /** Whether the process is the one that revoked the key. */
  readonly own: boolean;
  /** Milliseconds; 0 when nothing was accepted. */
  readonly lag: number;
}

function lagsOf(
  acknowledgements: readonly Acknowledgement[],
  answers: readonly Answer[],
  processes: number,
): Lag[] {
  const last = new Map<string, number>();
  for (const { keyId, process, status, sentAt } of answers)
    if (status === 200)
      last.set(`${keyId} ${process}`, Math.max(sentAt, last.get(`${keyId} ${process}`) ?? 0));
  return acknowledgements.flatMap(({ keyId, process: revoker, at }) =>
    Array.from({ length: processes }, (_, process) => ({
      at,
      own: process === revoker,
      lag: Math.max(0, (last.get(`${keyId} ${process}`) ?? 0) - at),
    })),
  );
}

function isJustBefore(outage: Outage | null, at: number): boolean {
  return outage !== null && at > outage.from - SOON_MS && at <= outage.to;
}

/** How many answers said after the end of a key that it is revoked. */
function refusals(acknowledgements: readonly Acknowledgement[], answers: readonly Answer[]): number {
  const ended = new Map(acknowledgements.map(({ keyId, at }) => [keyId, at]));
  return answers.filter(
    ({ keyId, status, sentAt }) => status === 401 && sentAt > (ended.get(keyId) ?? Infinity),
  ).length;
}
