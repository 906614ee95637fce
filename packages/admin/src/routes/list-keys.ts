import { keyPageJson, keyPageSchema, listKeysSchema, readList } from "../wire/list-keys.js";
import type { ActorRoute } from "./route.js";

export const listKeys: ActorRoute = {
  method: "GET",
  path: "/",
  permission: "api-keys:read",
  async handle({ keyring, actor, query }) {
    const page = await keyring.list(() => readList(query), actor);
    return { status: 200, body: keyPageJson(page) };
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
