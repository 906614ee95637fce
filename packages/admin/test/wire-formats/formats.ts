import { invalidFields, type ApiKey } from "@latchkey/core";
import * as z from "zod";

import { standardWire, type WireFormat, type WireInput } from "../../src/index.js";

const MODES = ["read", "write"] as const;

/**
 * Keys by their numbers, in an envelope; created from body or query, deleted by number or token, never changed. Refusals
 * are one sentence, always with the same status word.
 */
export const numbered: WireFormat = {
  readCreate({ body, query }) {
    const { org_id: orgId, mode } = z
      .strictObject({ org_id: z.string().optional(), mode: z.enum(MODES) })
      .parse({ ...Object.fromEntries(query), ...(body as object) });
    return { orgId, permissions: mode === "read" ? ["bundles:read"] : ["bundles:*"], metadata: { mode } };
  },
  readRef: (segment) => standardWire.readRef(segment) ?? { token: segment },
  key: (key) => ({ apikey: numberedKey(key) }),
  list: ({ data }) => ({ data: data.map(({ key }) => numberedKey(key)) }),
  created: ({ key, token }) => ({ status: 200, body: { apikey: { ...numberedKey(key), key: token } } }),
  deleted: () => ({ status: 200, body: { success: true } }),
  error: ({ status, detail }) => ({ status, body: { error: detail, status: "KO" } }),
  names: { orgId: "org_id", permissions: "mode" },
  pages: "all",
  showsToken: false,
};

function numberedKey({ number, name, hint, metadata, ownerId }: ApiKey): object {
  return { id: number, key: hint, mode: metadata["mode"], name, user_id: ownerId };
}

/** Every key with its token, whoever asks again; a list of its own name and pages by header. */
export const shown: WireFormat = {
  readCreate: ({ body }) => ({ name: readFields(body).label, permissions: ["bundles:read"] }),
  readUpdate({ body }) {
    const { label, active } = readFields(body);
    return { name: label, enabled: active };
  },
  readList: (query) => ({
    limit: Number(query.get("per_page") ?? 2),
    cursor: query.get("after") ?? undefined,
  }),
  readRef: (segment) => (segment.startsWith("k-") ? { id: segment.slice(2) } : null),
  key: shownKey,
  list: ({ data, nextCursor }) => ({
    "api-keys": data.map(({ key, token }) => shownKey(key, token)),
    after: nextCursor,
  }),
  created: ({ key, token }, path) => ({
    status: 201,
    headers: { Location: `${path}/k-${key.id}`, "X-Format": "shown" },
    body: shownKey(key, token),
  }),
  updated: (key, token) => ({ status: 202, body: shownKey(key, token) }),
  deleted: () => ({ status: 204 }),
  error: ({ status, code, errors = [], request_id }) => ({
    status,
    headers: {
      "Content-Type": "application/vnd.shown+json",
      "Cache-Control": "public",
      "Retry-After": "999",
    },
    body: { errors: [{ code, fields: errors.map(({ path }) => path), request_id }] },
  }),
  names: { name: "label", enabled: "active" },
  pages: "cursor",
  showsToken: true,
};

function shownKey({ id, name, enabled }: ApiKey, jwt?: string): object {
  return { id: `k-${id}`, label: name, active: enabled, jwt: jwt ?? null };
}

function readFields(body: unknown): { label?: string; active?: boolean } {
  const fields = body as { label?: string; active?: boolean };
  const unknown = Object.keys(fields).filter((name) => name !== "label" && name !== "active");
  if (unknown.length === 0) return fields;
  throw invalidFields(
    unknown.map((name) => ({ path: [name], message: "is not known", code: "unknown_field" })),
  );
}

/** The standard format, in which only the name of a key can be changed. */
export const nameOnly: WireFormat = { ...standardWire, readUpdate: readName };

function readName({ body }: WireInput): { name: string } {
  return z.strictObject({ name: z.string() }).parse(body);
}
