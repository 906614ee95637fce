import * as z from "zod";

import type { ActorRoute, Operation } from "../routes/route.js";
import { createKeySchema } from "../wire/create-key.js";
import { keySchema } from "../wire/key-json.js";
import { keyPageSchema } from "../wire/list-keys.js";
import { issuedKeySchema } from "../wire/token-json.js";
import { updateKeySchema } from "../wire/update-key.js";

const OWN = "The JSON is of the application's own format.";

const anything = z.unknown();
const anyObject = z.looseObject({}).meta({ description: OWN });
const anyRef = z.string().meta({ description: "A key, as the application's own format names it." });

/** What a route that answers in a format of the application's says of itself: what is the same in every format. */
export function inFormat(route: ActorRoute): ActorRoute {
  return { ...route, operation: ownOperation(route.operation) };
}

function ownOperation({ query, body, ...operation }: Operation): Operation {
  const lists = operation.operationId === "listKeys";
  return {
    ...operation,
    description: [lists ? LISTED : operation.description, OWN].filter(Boolean).join(" "),
    ...(operation.id && { id: anyRef }),
    ...(query && !lists && { query }),
    ...(body && ownBody(body)),
    answer: ownAnswer(operation.answer),
    ownRefusals: true,
  };
}

const LISTED = "The keys that the actor's grants cover.";

/** A format can read everything from the query; then a request has no body. */
function ownBody(body: z.ZodObject): Pick<Operation, "body" | "bodyOptional"> {
  const own = body === createKeySchema || body === updateKeySchema;
  return own ? { body: anyObject, bodyOptional: true } : { body };
}

const OF_STANDARD: readonly (z.ZodType | undefined)[] = [
  keySchema,
  keyPageSchema,
  issuedKeySchema,
  undefined,
];

function ownAnswer(answer: Operation["answer"]): Operation["answer"] {
  if (!OF_STANDARD.includes(answer.schema)) return answer;
  const headers = answer.headers?.filter((name) => name !== "Location");
  return { status: "2XX", description: OWN, schema: anything, ...(headers && { headers }) };
}
