import { bare } from "./bare.ts";
import { latchkey, latchkeyUncached } from "./latchkey.ts";
import { probe } from "./probe.ts";
import type { Subject } from "./subject.ts";

/** All that can be measured over HTTP. The second bare route is the control. */
export const subjects = {
  bare,
  bareAgain: bare,
  probe,
  latchkey,
  latchkeyUncached,
} as const satisfies Readonly<Record<string, Subject>>;

export type SubjectName = keyof typeof subjects;
