import { KEY_LIMITS, type ApiKey } from "@latchkey/core";

import type { WireFormat, WireKey } from "../wire/wire-format.js";
import type { Call } from "./route.js";

/** Keys with their tokens, where the format shows them; each time is recorded, so nothing is asked otherwise. */
export async function withTokens(
  { showsToken }: WireFormat,
  { keyring, actor }: Call,
  keys: readonly ApiKey[],
): Promise<readonly WireKey[]> {
  if (!showsToken) return keys.map((key) => ({ key }));
  const shown: WireKey[] = [];
  for (let from = 0; from < keys.length; from += KEY_LIMITS.page) {
    const some = keys.slice(from, from + KEY_LIMITS.page);
    const ids = some.map(({ id }) => id);
    const tokens = await keyring.revealMany(ids, actor);
    shown.push(...some.map((key) => ({ key, token: tokens.get(key.id) })));
  }
  return shown;
}

/** The token of one key, where the format shows it and this actor may see it. */
export async function tokenOf(wire: WireFormat, call: Call, key: ApiKey): Promise<string | undefined> {
  const [shown] = await withTokens(wire, call, [key]);
  return shown?.token;
}
