import type { ApiKey } from "@latchkey/core";

import { entityTag } from "../http/entity-tag.js";
import { isLatchkeyError } from "../http/refusal-of.js";
import type { WireAnswer, WireFormat } from "../wire/wire-format.js";
import type { Call } from "./route.js";
import { tokenOf } from "./with-tokens.js";

/** The answer to a key that was changed, as a format has it. */
export async function changedAnswer(wire: WireFormat, call: Call, key: ApiKey): Promise<WireAnswer> {
  const token = await tokenAfterwards(wire, call, key);
  const { headers, ...answer } = wire.updated?.(key, token) ?? { status: 200, body: wire.key(key, token) };
  return { ...answer, headers: { ETag: entityTag(key), ...headers } };
}

/** Undefined for a key that has just disabled itself: it sees no tokens any more, and what it asked for is done. */
async function tokenAfterwards(wire: WireFormat, call: Call, key: ApiKey): Promise<string | undefined> {
  try {
    return await tokenOf(wire, call, key);
  } catch (fault) {
    if (isLatchkeyError(fault) && fault.ofActor) return undefined;
    throw fault;
  }
}
