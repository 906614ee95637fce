import { keyRefSchema, readKeyRef } from "../wire/key-ref.js";
import { readRevoke, revokeKeySchema } from "../wire/revoke-key.js";
import type { ActorRoute } from "./route.js";

export const revokeKey: ActorRoute = {
  method: "DELETE",
  path: "/{id}",
  permission: "api-keys:revoke",
  async handle({ keyring, actor, id, query }) {
    await keyring.revoke(readKeyRef(id), actor, () => readRevoke(query));
    return { status: 204 };
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
