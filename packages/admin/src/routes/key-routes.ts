import { inFormat } from "../openapi/in-format.js";
import { standardWire } from "../wire/standard-wire.js";
import type { WireFormat } from "../wire/wire-format.js";
import { createKey } from "./create-key.js";
import { endOverlap } from "./end-overlap.js";
import { getKey } from "./get-key.js";
import { getUsage } from "./get-usage.js";
import { listKeys } from "./list-keys.js";
import { revealToken } from "./reveal-token.js";
import { revokeKey } from "./revoke-key.js";
import { rotateKey } from "./rotate-key.js";
import type { ActorRoute } from "./route.js";
import { updateKey } from "./update-key.js";
import { withoutRevoked } from "./without-revoked.js";

const ROUTES = {
  listKeys,
  createKey,
  getKey,
  updateKey,
  revokeKey,
  rotateKey,
  endOverlap,
  revealToken,
  getUsage,
} as const satisfies Record<string, (wire: WireFormat) => ActorRoute | null>;

/** What can be done with the collection of keys, by the ids that the OpenAPI document has. */
export type KeyOperation = keyof typeof ROUTES;

export const KEY_OPERATIONS = Object.keys(ROUTES) as readonly KeyOperation[];

/** What a format speaks of itself. */
const OF_FORMATS: readonly KeyOperation[] = ["listKeys", "createKey", "getKey", "updateKey", "revokeKey"];

/** What of the collection of keys is served. */
export interface Collection {
  /** The application's own format; otherwise the standard one. */
  readonly wire?: WireFormat | undefined;
  readonly operations?: readonly KeyOperation[] | undefined;
}

/** The collection of keys, at the mount path itself. */
export function keyRoutes({ wire, operations }: Collection = {}): readonly ActorRoute[] {
  const served = operations ?? (wire === undefined ? KEY_OPERATIONS : OF_FORMATS);
  return KEY_OPERATIONS.filter((operation) => served.includes(operation))
    .map((operation) => ROUTES[operation](wire ?? standardWire))
    .filter((route) => route !== null)
    .map((route) => (wire?.revokedKeys === "gone" ? withoutRevoked(wire, route) : route))
    .map((route) => (wire === undefined ? route : inFormat(route)));
}
