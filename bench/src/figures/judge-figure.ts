import type { Figure } from "./figure.ts";
import { medianOf } from "./spread.ts";

/** Whether a figure reaches its bound; undefined where nothing is asked of it. */
export function isMet({ values, bound }: Figure): boolean | undefined {
  if (bound === undefined) return undefined;
  const median = medianOf(values);
  return "atLeast" in bound ? median >= bound.atLeast : median <= bound.atMost;
}
