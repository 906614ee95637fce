import { randomInt } from "node:crypto";

import type { Clock } from "@latchkey/core";

const HOUR_MS = 3_600_000;

/** The system's clock with an operator at its hands, who sets it an hour forward, back, or right. */
export interface SteppingClock extends Clock {
  step(): void;
  /** Sets it right. */
  right(): void;
}

export function steppingClock(): SteppingClock {
  let offset = 0;
  return {
    now: () => Date.now() + offset,
    step() {
      offset = (randomInt(3) - 1) * HOUR_MS;
    },
    right() {
      offset = 0;
    },
  };
}
