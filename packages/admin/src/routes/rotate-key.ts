import { entityTag } from "../http/entity-tag.js";
import { keyRefSchema, readKeyRef } from "../wire/key-ref.js";
import { readRotate, rotateKeySchema } from "../wire/rotate-key.js";
import { issuedKeyJson, issuedKeySchema } from "../wire/token-json.js";
import type { ActorRoute } from "./route.js";

export const rotateKey: ActorRoute = {
  method: "POST",
  path: "/{id}/rotate",
  permission: "api-keys:rotate",
  async handle({ keyring, actor, id, query, body }) {
    const rotated = await keyring.rotate(readKeyRef(id), actor, () => readRotate({ query, body }));
    return { status: 200, headers: { ETag: entityTag(rotated.key) }, body: issuedKeyJson(rotated) };
  },
  operation: {
    operationId: "rotateKey",
    summary: "Give a key a new token",
    description:
      "The old token works on while the overlap lasts. Until then the key can be rotated again only with an `overlap` of 0, which ends both older tokens.",
    id: keyRefSchema,
    body: rotateKeySchema,
    bodyOptional: true,
    answer: {
      status: 200,
      description: "The key and its new token.",
      schema: issuedKeySchema,
      headers: ["ETag"],
    },
    problems: ["ceiling_exceeded", "rotation_in_progress", "key_revoked", "key_expired", "busy"],
  },
};
