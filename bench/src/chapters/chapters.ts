import type { Chapter } from "./chapter.ts";
import { counting } from "./counting.ts";
import { dashboard } from "./dashboard.ts";
import { floods } from "./floods.ts";
import { inProcess } from "./in-process.ts";
import { management } from "./management.ts";
import { memory } from "./memory.ts";
import { pages } from "./pages.ts";
import { peers } from "./peers.ts";
import { startUp } from "./start-up.ts";
import { uncached } from "./uncached.ts";
import { warm } from "./warm.ts";

/** All there is to measure, in the order of the report. */
export const chapters = {
  warm,
  peers,
  inProcess,
  uncached,
  counting,
  management,
  memory,
  pages,
  floods,
  startUp,
  dashboard,
} as const satisfies Readonly<Record<string, Chapter>>;
