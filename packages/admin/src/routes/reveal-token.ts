import { keyRefSchema } from "../wire/key-ref.js";
import { noFieldsSchema, readNothing } from "../wire/no-input.js";
import { revealedTokenSchema } from "../wire/token-json.js";
import type { WireFormat } from "../wire/wire-format.js";
import { namedKey } from "./named-key.js";
import type { ActorRoute } from "./route.js";

export function revealToken(wire: WireFormat): ActorRoute {
  return {
    method: "POST",
    path: "/{id}/reveal",
    permission: "api-keys:reveal",
    async handle({ keyring, actor, id, query, body }) {
      const token = await keyring.reveal(namedKey(wire, id), actor, () => readNothing({ query, body }));
      return { status: 200, body: { token } };
    },
    operation: {
      operationId: "revealToken",
      summary: "Show a key's token again",
      description: "Where the application keeps tokens retrievable. Each time is recorded.",
      id: keyRefSchema,
      body: noFieldsSchema,
      bodyOptional: true,
      answer: { status: 200, description: "The token.", schema: revealedTokenSchema },
      problems: ["ceiling_exceeded", "key_revoked", "key_expired", "token_not_retrievable", "busy"],
    },
  };
}
