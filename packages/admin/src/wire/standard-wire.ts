import type { ApiKey, CreatedKey } from "@latchkey/core";
import type { Problem } from "@latchkey/express";

import { readCreate } from "./create-key.js";
import { keyJson } from "./key-json.js";
import { readKeyRef } from "./key-ref.js";
import { keyPageJson, readList } from "./list-keys.js";
import { issuedKeyJson } from "./token-json.js";
import { readUpdate } from "./update-key.js";
import type { WireFormat } from "./wire-format.js";
import { WIRE_NAMES } from "./wire-names.js";

/**
 * The format that the routers speak where they are given none; to begin another one with.
 *
 * @example
 * const wire: WireFormat = { ...standardWire, readUpdate: (input) => ({ name: standardWire.readUpdate(input).name }) };
 */
export const standardWire = {
  readCreate,
  readUpdate,
  readList,
  readRef: readKeyRef,
  key: (key: ApiKey) => keyJson(key),
  list: keyPageJson,
  created: (created: CreatedKey, path: string) => ({
    status: 201,
    headers: { Location: `${path}/${created.key.id}` },
    body: issuedKeyJson(created),
  }),
  deleted: () => ({ status: 204 }),
  error: (problem: Problem) => ({
    status: problem.status,
    headers: { "Content-Type": "application/problem+json" },
    body: problem,
  }),
  names: WIRE_NAMES,
  pages: "cursor",
  showsToken: false,
} as const satisfies WireFormat;
