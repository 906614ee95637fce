import { keyRefSchema } from "../wire/key-ref.js";
import { readUsage, usageJson, usageQuerySchema, usageSchema } from "../wire/usage-json.js";
import type { WireFormat } from "../wire/wire-format.js";
import { namedKey } from "./named-key.js";
import type { ActorRoute } from "./route.js";

export function getUsage(wire: WireFormat): ActorRoute {
  return {
    method: "GET",
    path: "/{id}/usage",
    permission: "api-keys:read",
    async handle({ keyring, actor, id, query }) {
      const usage = await keyring.usage(namedKey(wire, id), actor, () => readUsage(query));
      return { status: 200, body: usageJson(usage) };
    },
    operation: {
      operationId: "getUsage",
      summary: "Read how often a key was used",
      id: keyRefSchema,
      query: usageQuerySchema,
      answer: { status: 200, description: "Counts by hour or day.", schema: usageSchema },
    },
  };
}
