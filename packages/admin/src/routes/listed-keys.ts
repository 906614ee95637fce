import { KEY_LIMITS, LatchkeyError, type ApiKey, type KeyPage, type ListKeys } from "@latchkey/core";

import { noQuerySchema, parseQuery } from "../wire/parse-query.js";
import { readInput } from "../wire/read-input.js";
import type { WireFormat } from "../wire/wire-format.js";
import type { Call } from "./route.js";

/** What a list holds that comes whole. */
const MOST = 1_000;

/** The keys a format lists: those of one page, or all of them. */
export async function listedKeys(wire: WireFormat, call: Call): Promise<KeyPage> {
  const asked = (): ListKeys => readList(wire, call.query);
  if (wire.pages === "cursor") return call.keyring.list(asked, call.actor);
  return { data: await everyKey(call, asked), nextCursor: null };
}

function readList(wire: WireFormat, query: URLSearchParams): ListKeys {
  return readInput(() => wire.readList?.(query) ?? readNoQuery(query));
}

function readNoQuery(query: URLSearchParams): ListKeys {
  parseQuery(noQuerySchema, query);
  return { sort: "created_at" };
}

/** A page can hold fewer keys than asked for, even none, and not be the last. */
async function everyKey({ keyring, actor }: Call, asked: () => ListKeys): Promise<readonly ApiKey[]> {
  const keys: ApiKey[] = [];
  let cursor: string | undefined;
  do {
    const here = { limit: KEY_LIMITS.page, cursor };
    const page: KeyPage = await keyring.list(() => ({ ...asked(), ...here }), actor);
    keys.push(...page.data);
    if (keys.length > MOST) throw tooMany();
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return keys;
}

function tooMany(): LatchkeyError {
  return new LatchkeyError(
    "invalid_request",
    "There are more than 1,000 keys, and a list holds no more. Ask for some of them, or revoke what is not needed.",
  );
}
