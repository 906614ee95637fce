import { keyPageSchema, listKeysSchema } from "../wire/list-keys.js";
import type { WireFormat } from "../wire/wire-format.js";
import { listedKeys } from "./listed-keys.js";
import type { ActorRoute } from "./route.js";
import { withTokens } from "./with-tokens.js";

export function listKeys(wire: WireFormat): ActorRoute {
  return {
    method: "GET",
    path: "/",
    permission: "api-keys:read",
    async handle(call) {
      const { data, nextCursor } = await listedKeys(wire, call);
      return { status: 200, body: wire.list({ data: await withTokens(wire, call, data), nextCursor }) };
    },
    operation: {
      operationId: "listKeys",
      summary: "List keys",
      description: "The keys that the actor's grants cover, a page at a time.",
      query: listKeysSchema,
      answer: { status: 200, description: "One page.", schema: keyPageSchema },
      problems: ["invalid_cursor"],
    },
  };
}
