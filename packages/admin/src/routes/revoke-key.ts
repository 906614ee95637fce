import { keyRefSchema } from "../wire/key-ref.js";
import { readRevoke, revokeKeySchema } from "../wire/revoke-key.js";
import type { WireFormat } from "../wire/wire-format.js";
import { namedKey } from "./named-key.js";
import type { ActorRoute } from "./route.js";

export function revokeKey(wire: WireFormat): ActorRoute {
  return {
    method: "DELETE",
    path: "/{id}",
    permission: "api-keys:revoke",
    async handle({ keyring, actor, id, query }) {
      const once = wire.revokedKeys === "gone";
      await keyring.revoke(namedKey(wire, id), actor, () => ({ ...readRevoke(query), once }));
      return wire.deleted();
    },
    operation: {
      operationId: "revokeKey",
      summary: "Revoke a key",
      description: "For good: it is refused at once, and stays to be read. Revoking it again does nothing.",
      id: keyRefSchema,
      query: revokeKeySchema,
      answer: { status: 204, description: "The key is revoked." },
    },
  };
}
