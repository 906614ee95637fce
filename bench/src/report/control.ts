import type { Findings } from "../chapters/chapter.ts";
import { medianOf } from "../figures/spread.ts";

/** Whether the same thing beside itself came out as the same, so that other ratios of this run can be relied on. */
export function controlHolds({ controls = [] }: Findings): boolean {
  return controls.every(({ values }) => {
    const median = medianOf(values);
    return median >= 0.95 && median <= 1.05;
  });
}
