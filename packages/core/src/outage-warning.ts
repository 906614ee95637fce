import { systemClock, type Clock } from "./clock.js";
import { ageOf, momentOf, type Moment } from "./moment.js";

/** Tells the operators of what requests cannot be decided without. */
export interface OutageWarning {
  /** It does not work. Warns, unless it has warned of this outage already. */
  began(what: string): void;
  /** It works again; the next outage is worth a warning of its own. */
  over(): void;
}

interface OutageWarningOptions {
  readonly clock?: Required<Clock>;
  /** Milliseconds after a warning in which no other is given, whatever comes and goes; default 0. */
  readonly quietMs?: number;
}

/** One process warning for each outage, however many calls it refuses. */
export function outageWarning(
  code: string,
  { clock = systemClock, quietMs = 0 }: OutageWarningOptions = {},
): OutageWarning {
  let lasting = false;
  let warned: Moment | undefined;

  return {
    began(what) {
      if (lasting || (warned !== undefined && ageOf(clock, warned) < quietMs)) return;
      lasting = true;
      warned = momentOf(clock);
      process.emitWarning(`${what}; answering 503 until it works`, { type: "LatchkeyWarning", code });
    },
    over() {
      lasting = false;
    },
  };
}
