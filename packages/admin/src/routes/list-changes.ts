import { changePageJson, changePageSchema } from "../wire/change-json.js";
import { listChangesSchema, readListChanges } from "../wire/list-changes.js";
import type { ActorRoute } from "./route.js";

export const listChanges: ActorRoute = {
  method: "GET",
  path: "/changes",
  permission: "api-changes:read",
  async handle({ keyring, actor, query }) {
    const page = await keyring.changes.list(() => readListChanges(query), actor);
    return { status: 200, body: changePageJson(page) };
  },
  operation: {
    operationId: "listChanges",
    summary: "Read what was done",
    description: "The changes that the actor's grants cover, newest first, a page at a time.",
    query: listChangesSchema,
    answer: { status: 200, description: "One page.", schema: changePageSchema },
    problems: ["invalid_cursor"],
  },
};
