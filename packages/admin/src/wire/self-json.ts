import type { Grant, Self } from "@latchkey/core";
import * as z from "zod";

import { keyJson, keySchema } from "./key-json.js";

const grantSchema = z
  .strictObject({
    org: z
      .string()
      .nullable()
      .meta({ description: 'An organization, null for keys without one, or "*" for all.' }),
    project: z.string().nullable(),
    permissions: z.array(z.string()),
    role: z.string().nullable(),
    reach: z
      .enum(["own", "all"])
      .meta({ description: "own: keys of the actor's own owner id; all: every key it covers." }),
  })
  .meta({ id: "Grant", description: "What an actor may do within one organization or project." });

export const selfSchema = z
  .strictObject({
    kind: z.enum(["user", "key"]),
    id: z.string(),
    name: z.string().nullable(),
    grants: z.array(grantSchema),
    key: keySchema.nullable().meta({ description: "The key, if the actor is one." }),
  })
  .meta({ id: "Self", description: "Who is asking." });

/** The JSON of the actor. A system actor never gets here: the router refuses it. */
export function selfJson({ kind, id, name, grants, key }: Self): z.output<typeof selfSchema> {
  return {
    kind: kind === "key" ? "key" : "user",
    id,
    name,
    grants: grants.map(grantJson),
    key: key && keyJson(key),
  };
}

function grantJson({ org, project, permissions, role, reach }: Grant): z.output<typeof grantSchema> {
  return { org, project: project ?? null, permissions: [...permissions], role: role ?? null, reach };
}
