import {
  readCheckpoint,
  verificationJson,
  verificationQuerySchema,
  verificationSchema,
} from "../wire/verification-json.js";
import type { ActorRoute } from "./route.js";

export const verifyChanges: ActorRoute = {
  method: "GET",
  path: "/changes/verification",
  permission: "api-changes:read",
  async handle({ keyring, actor, query }) {
    const verdict = await keyring.changes.verify(actor, () => readCheckpoint(query));
    return { status: 200, body: verificationJson(verdict) };
  },
  operation: {
    operationId: "verifyChanges",
    summary: "Check that the record of changes is as it was written",
    description: 'Reads all of it, and so wants a grant for "*".',
    query: verificationQuerySchema,
    answer: { status: 200, description: "What was found.", schema: verificationSchema },
  },
};
