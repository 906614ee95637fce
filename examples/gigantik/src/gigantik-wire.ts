import { standardWire, type WireFormat } from "@latchkey/admin";
import type { ApiKey, KeyRef } from "@latchkey/core";
import { z } from "zod";

const newKey = z.strictObject({ name: z.string(), role: z.string() });
const newName = z.strictObject({ name: z.string() });
const noQuery = z.strictObject({});

/** How this system speaks of keys: made of a name and a role, and changed in nothing but the name. */
export const gigantikWire: WireFormat = {
  ...standardWire,
  // An owner would take the key along when they leave; the organization's tools are to go on working.
  readCreate: ({ query, body }) => ({ ...readBody(newKey, query, body), ownerId: null }),
  readUpdate: ({ query, body }) => readBody(newName, query, body),
  readList: undefined,
  readRef,
  key: keyJson,
  list: ({ data }) => ({ data: data.map(({ key }) => keyJson(key)) }),
  created: ({ key, token }) => ({ status: 201, body: { key: keyJson(key), token } }),
  pages: "all",
  revokedKeys: "gone",
};

function readBody<T>(schema: z.ZodType<T>, query: URLSearchParams, body: unknown): T {
  noQuery.parse(Object.fromEntries(query));
  return schema.parse(body);
}

/** Keys are named by their ids; their numbers are not shown here. */
function readRef(segment: string): KeyRef | null {
  const ref = standardWire.readRef(segment);
  return ref !== null && "id" in ref ? ref : null;
}

function keyJson({ id, name, role, hint, createdAt, createdBy, lastUsedAt }: ApiKey) {
  return {
    id,
    name,
    role,
    hint,
    created_at: new Date(createdAt).toISOString(),
    created_by: createdBy,
    last_used_at: lastUsedAt === null ? null : new Date(lastUsedAt).toISOString(),
  };
}
