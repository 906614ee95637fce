import type { KeyRef } from "@latchkey/core";

import type { WireFormat } from "../wire/wire-format.js";

/** The number of no key; core answers as for a key that does not exist, without asking the store. */
const NO_KEY: KeyRef = { number: Number.NaN };

/**
 * The key that a path segment names. A segment that can name none is not refused here, because whoever lacks the
 * permission must hear that first.
 */
export function namedKey(wire: WireFormat, segment: string): KeyRef {
  return wire.readRef(segment) ?? NO_KEY;
}
