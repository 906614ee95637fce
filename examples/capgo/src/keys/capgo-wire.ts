import type { WireAnswer, WireFormat, WireInput } from "@latchkey/admin";
import { invalidFields, LatchkeyError, type ApiKey, type CreateKey, type ErrorCode } from "@latchkey/core";
import { z } from "zod";

import { utcSecond } from "../utc-second.js";
import { MODES } from "./modes.js";

/** How Capgo speaks of keys. */
export const capgoWire: WireFormat = {
  readCreate,
  readRef: (segment) => (NUMBER.test(segment) ? { number: Number(segment) } : { token: segment }),
  key: listed,
  list: ({ data }) => ({ data: data.map(({ key }) => listed(key)) }),
  created: ({ key, token }) => ({ status: 200, body: { apikey: issued(key, token) } }),
  deleted: () => ({ status: 200, body: { success: true } }),
  error: ({ status, code, detail }) => refusal(status, DOCUMENTED[code] ?? detail),
  names: { orgId: "org_id", role: "mode" },
  pages: "all",
  showsToken: false,
  revokedKeys: "gone",
};

/** The form that all refusals have. */
export function refusal(status: number, error: string): WireAnswer {
  return { status, body: { error, status: "KO" } };
}

const NUMBER = /^[1-9][0-9]{0,14}$/;

const INVALID_MODE = `Invalid mode specified. Must be one of: ${MODES.join(", ")}`;
const NOT_PERMITTED = "Insufficient permissions to manage API keys";

const DOCUMENTED: Readonly<Partial<Record<ErrorCode, string>>> = {
  not_found: "API key not found",
  insufficient_permissions: NOT_PERMITTED,
  out_of_reach: NOT_PERMITTED,
};

const newKeySchema = z.strictObject({
  org_id: z.string("must be the id of an organization"),
  mode: z.enum(MODES),
  name: z.string("must be a string").default("New API Key"),
});

function readCreate(input: WireInput): CreateKey {
  const { success, data, error } = newKeySchema.safeParse(fieldsOf(input));
  if (success) return { orgId: data.org_id, role: data.mode, name: data.name };
  const aboutMode = error.issues.some(({ path }) => path[0] === "mode");
  throw aboutMode ? new LatchkeyError("invalid_field", INVALID_MODE) : error;
}

/** Fields are in the body or in the query, once in each, and where they are in both, they say the same. */
function fieldsOf({ body, query }: WireInput): unknown {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return body;
  const fields = new Map<string, unknown>(Object.entries(body));
  const asked = new Set<string>();
  for (const [name, value] of query) {
    if (asked.has(name)) throw invalidFields([{ path: [name], message: "is given twice" }]);
    asked.add(name);
    if (fields.has(name) && fields.get(name) !== value)
      throw invalidFields([{ path: [name], message: "is given twice, and not the same" }]);
    fields.set(name, value);
  }
  return Object.fromEntries(fields);
}

function listed(key: ApiKey) {
  const { created_at, user_id, ...shown } = issued(key, key.hint.replace("…", "..."));
  return { ...shown, created_at, updated_at: utcSecond(key.updatedAt), user_id };
}

function issued({ number, role, name, createdAt, ownerId }: ApiKey, key: string) {
  return { id: number, key, mode: role, name, created_at: utcSecond(createdAt), user_id: ownerId };
}
