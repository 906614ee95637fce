import type { Chapter } from "./chapter.ts";
import { warm } from "./warm.ts";

/** All there is to measure, in the order of the report. */
export const chapters = { warm } as const satisfies Readonly<Record<string, Chapter>>;
