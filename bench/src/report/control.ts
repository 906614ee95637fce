import type { Findings } from "../chapters/chapter.ts";
import type { Figure } from "../figures/figure.ts";
import { medianOf } from "../figures/spread.ts";

/** How far the same thing beside itself may come out as another. */
export const CONTROL = { least: 0.95, most: 1.05 } as const;

/** Whether the same thing beside itself came out as the same, so that other ratios of this run can be relied on. */
export function controlHolds({ controls = [] }: Findings): boolean {
  return controls.every(isWithin);
}

export function isWithin({ values }: Figure): boolean {
  const median = medianOf(values);
  return median >= CONTROL.least && median <= CONTROL.most;
}
