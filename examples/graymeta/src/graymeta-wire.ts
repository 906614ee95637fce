import type { WireFormat } from "@latchkey/admin";
import type { ApiKey } from "@latchkey/core";
import { z } from "zod";

const ID = /^[0-9A-Za-z]{16}$/;
const name = z.string("must be a string").optional();
const active = z.boolean("must be true or false").optional();
const newKey = z.strictObject({ name });
const changes = z.strictObject({ name, active });

/** GrayMeta's JSON: a key goes with its token, also in lists; its name is written and never shown. */
export const graymetaWire: WireFormat = {
  readCreate({ body, query }) {
    refuseParameters(query);
    return { ...newKey.parse(body), inherits: true };
  },
  readUpdate({ body, query }) {
    refuseParameters(query);
    const { name, active } = changes.parse(body);
    return { name, enabled: active };
  },
  readRef: (segment) => (ID.test(segment) ? { id: segment } : null),
  key: keyJson,
  list: ({ data }) => ({ "api-keys": data.map(({ key, token }) => keyJson(key, token)) }),
  created: ({ key, token }) => ({ status: 201, body: keyJson(key, token) }),
  deleted: () => ({ status: 204 }),
  error: ({ status, code, detail }) => ({ status, body: { error: { code, message: detail } } }),
  pages: "all",
  showsToken: true,
  revokedKeys: "gone",
};

function refuseParameters(query: URLSearchParams): void {
  z.strictObject({}).parse(Object.fromEntries(query));
}

function keyJson(key: ApiKey, token?: string) {
  return {
    id: key.id,
    // Empty in the answer to a key that has disabled itself: it can be shown none any more.
    jwt: token ?? "",
    active: key.enabled,
    user_id: key.ownerId,
    created_at: timeJson(key.createdAt),
    updated_at: timeJson(key.updatedAt),
  };
}

/** With six digits of the second, of which Latchkey keeps three. */
function timeJson(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace("Z", "000Z");
}
