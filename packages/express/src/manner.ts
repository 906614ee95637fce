import type { RefusalObserver } from "./observe-refusal.js";
import { DEFAULT_REALM } from "./realm.js";

/** How requests are refused behind an authentication: by itself, and by every guard after it. */
export interface Manner {
  /** The realm challenges name. */
  readonly realm: string;
  /** Whether a refusal is answered here, or handed to the application's error handler. */
  readonly errors: "problem" | "next";
  readonly onRefusal?: RefusalObserver | undefined;
}

const DEFAULT: Manner = { realm: DEFAULT_REALM, errors: "problem" };

/** On the request itself: an entry in a WeakMap costs more than all else that is done to it. */
const MANNER = Symbol("latchkey.manner");

interface Mannered {
  [MANNER]?: Manner;
}

/** Makes every later refusal of this request follow this manner. */
export function rememberManner(req: object, manner: Manner): void {
  (req as Mannered)[MANNER] = manner;
}

/** The manner to refuse this request in: that of the last authentication it went through. */
export function mannerOf(req: object): Manner {
  return (req as Mannered)[MANNER] ?? DEFAULT;
}
