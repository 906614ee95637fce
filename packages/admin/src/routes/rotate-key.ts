import { entityTag } from "../http/entity-tag.js";
import { keyRefSchema } from "../wire/key-ref.js";
import { readRotate, rotateKeySchema } from "../wire/rotate-key.js";
import { issuedKeySchema } from "../wire/token-json.js";
import type { WireFormat } from "../wire/wire-format.js";
import { namedKey } from "./named-key.js";
import type { ActorRoute } from "./route.js";

export function rotateKey(wire: WireFormat): ActorRoute {
  return {
    method: "POST",
    path: "/{id}/rotate",
    permission: "api-keys:rotate",
    async handle({ keyring, actor, id, query, body, path }) {
      const rotated = await keyring.rotate(namedKey(wire, id), actor, () => readRotate({ query, body }));
      const { body: shown } = wire.created(rotated, collectionOf(path));
      return { status: 200, headers: { ETag: entityTag(rotated.key) }, body: shown };
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
}

/** The path of the collection, from that of a rotation in it. */
function collectionOf(path: string): string {
  return path.split("/").slice(0, -2).join("/");
}
