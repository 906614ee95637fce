import { bare } from "./bare.ts";
import { betterAuth, betterAuthBest } from "./better-auth.ts";
import { latchkey, latchkeyUncached } from "./latchkey.ts";
import { latchkeyUncounted } from "./latchkey-uncounted.ts";
import { prefixedApiKey } from "./prefixed-api-key.ts";
import { probe } from "./probe.ts";
import type { Subject } from "./subject.ts";
import { tutorialBcrypt } from "./tutorial-bcrypt.ts";
import { tutorial, tutorialLastUsed } from "./tutorial.ts";

/** All that can be measured over HTTP. The second bare route is the control. */
export const subjects = {
  bare,
  bareAgain: bare,
  probe,
  latchkey,
  latchkeyUncached,
  latchkeyUncounted,
  tutorial,
  tutorialLastUsed,
  tutorialBcrypt,
  betterAuth,
  betterAuthBest,
  prefixedApiKey,
} as const satisfies Readonly<Record<string, Subject>>;

export type SubjectName = keyof typeof subjects;
