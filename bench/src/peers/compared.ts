import { LOADS, type LoadName } from "../http/loads.ts";
import type { Rounds } from "../http/run-rounds.ts";
import type { Setting } from "../http/settings.ts";

export const PEERS = [
  "tutorial",
  "tutorialLastUsed",
  "tutorialBcrypt",
  "betterAuth",
  "betterAuthBest",
  "prefixedApiKey",
] as const;

/** In the order of a round; the second bare route is the control. */
export const COMPARED = ["bare", "latchkey", "latchkeyUncached", ...PEERS, "bareAgain"] as const;
export type Compared = (typeof COMPARED)[number];

export const LOAD_NAMES = Object.keys(LOADS) as readonly LoadName[];
export const LOAD_TEXTS: Readonly<Record<LoadName, string>> = {
  hits: "hits",
  mix: "1 % bad keys",
  misses: "misses",
};

/** What was measured in one setting. */
export interface SettingResult {
  readonly setting: Setting;
  /** "SQLite, 1,000 keys" */
  readonly name: string;
  readonly rounds: Rounds<Compared, LoadName>;
}
